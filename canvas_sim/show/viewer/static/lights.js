// Which pixels are lit: those of a community, of a user or of a design; and the colors that its plan still wants.

import { alive, eachPixel } from "./layers.js";

const DIM = 0;
const LIT = 1;
const WANTED = 2; // + the color

/** A mark for each pixel; null if nothing is to be lit. */
export function lights(app, into) {
  const { lit, log, replay, head, plans } = app;
  if (!lit) return null;
  const { last, color: shown } = replay.state;
  const [column, number] = Object.entries(lit)[0];
  const values = log[column];
  for (let i = 0; i < into.length; i++) into[i] = last[i] >= 0 && values[last[i]] === number ? LIT : DIM;
  if (column === "user") return into;
  for (let design = 0; design < plans.count; design++) {
    const mine = column === "design" ? design === number : plans.community[design] === number;
    if (!mine || !alive(plans, design, app.clock.ms)) continue;
    eachPixel(plans, design, head.width, head.height, (pixel, color) => {
      if (shown[pixel] !== color) into[pixel] = WANTED + Math.min(253, color);
      else if (into[pixel] === DIM) into[pixel] = LIT;
    });
  }
  return into;
}
