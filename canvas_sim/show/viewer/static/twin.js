// Another run of the same canvas beside the one that is shown: when they parted, and how far they went apart.

import { clock, count, el, hours, swatch } from "./text.js";

const BARS = 72;

/** The placement from which on the logs differ; null if they do not. */
export function parting(one, other) {
  const most = Math.min(one.count, other.count);
  for (let i = 0; i < most; i++) {
    const same = one.ts[i] === other.ts[i] && one.pixel[i] === other.pixel[i] && one.user[i] === other.user[i] && one.color[i] === other.color[i];
    if (!same) return i;
  }
  return one.count === other.count ? null : most;
}

/** How many pixels differ between two states. */
export function differing(one, other) {
  let differ = 0;
  for (let i = 0; i < one.color.length; i++) if (one.color[i] !== other.color[i]) differ++;
  return differ;
}

/** What there is to say of both. */
export function twinPanel(app) {
  const { twin, head } = app;
  if (!head.twin) return null;
  const title = el("h3", {}, "Compared with");
  const what = `${head.twin.name}${head.twin.seed === null ? "" : `, seed ${head.twin.seed}`}: ${count(head.twin.placements, "placement")}.`;
  if (!twin) return el("div", {}, title, el("p", {}, what));
  twin.parted ??= [parting(app.log, twin.log)];
  twin.bars ??= Array.from({ length: BARS }, (_, i) => apart(app, ((i + 1) / BARS) * head.end));
  const [row] = twin.parted;
  const ms = row === null ? null : Math.min(app.log.ts[row] ?? Infinity, twin.log.ts[row] ?? Infinity);
  const told = row === null ? "Their logs are equal." : ["Their logs are equal for ", count(row, "placement"), ", and part at ", app.timeLink(ms), "."];
  const most = Math.max(1, ...twin.bars);
  const text = `Pixels that differ, over ${hours(head.end)}; at most ${count(most)}`;
  const bars = el("div", { class: "bars", role: "img", "aria-label": text }, twin.bars.map((bar) => el("i", { style: `height:${(100 * bar) / most}%` })));
  return el("div", {}, title, el("p", {}, what), el("p", {}, told), el("figure", {}, bars, el("figcaption", {}, text)));
}

function apart(app, ms) {
  const both = [app, app.twin].map(({ log, replay }) => replay.colors(log.upTo(Math.floor(ms)), Math.floor(ms)));
  return differing(...both);
}

/** What a pixel is in the other run, at the time that is shown. */
export function inTwin(app, pixel) {
  const { twin } = app;
  if (!twin) return null;
  const { color, last } = twin.replay.seek(Math.floor(app.clock.ms));
  const row = last[pixel];
  const who = row < 0 ? "nobody placed it" : `by user ${twin.log.user[row]} at ${clock(twin.log.ts[row])}`;
  return el("p", {}, "In the other run: ", swatch(app.head.colors[color[pixel]]), who, ".");
}
