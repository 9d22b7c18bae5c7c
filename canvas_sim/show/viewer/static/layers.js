// What can be seen of a canvas: for each layer a number per pixel, and a palette of 256 colors.

import { NONE } from "./log.js";

const HOUR = 3_600_000;
export const INTENT_COLORS = [
  "0b69b0", "00a37a", "7fd1b9", "e2b74a", "d62f2f", "8a3d8f", "5fb0f5", "a9c6de", "b7b7d7", "d79be0", "ff7d29", "8c8c8c",
];
const PAPER = "f2f3f5";
const NIGHT = "23272d";
const DIFFERS = "ff7d29";

/** The plans that hold at a time, drawn on one canvas, the newest on top. */
export class Drafts {
  constructor(plans, size, width) {
    this.plans = plans;
    this.width = width;
    this.color = new Uint8Array(size).fill(NONE);
    this.design = new Int32Array(size).fill(-1);
    this.changes = Float64Array.from([...plans.founded, ...plans.ended].filter((ms) => ms >= 0)).sort();
    this.at = -1;
  }

  /** Draw those of a time, if they differ from those drawn. */
  draw(ms) {
    let at = 0;
    while (at < this.changes.length && this.changes[at] <= ms) at++;
    if (at === this.at) return this;
    this.at = at;
    this.color.fill(NONE);
    this.design.fill(-1);
    for (let i = 0; i < this.plans.count; i++) if (alive(this.plans, i, ms)) this.cover(i);
    return this;
  }

  cover(design) {
    eachPixel(this.plans, design, this.width, this.color.length / this.width, (pixel, color) => {
      this.color[pixel] = color;
      this.design[pixel] = design;
    });
  }
}

/** Whether a design is a goal at a time. */
export function alive(plans, design, ms) {
  return plans.founded[design] <= ms && (plans.ended[design] < 0 || plans.ended[design] > ms);
}

/** Call `act` with pixel and color for each pixel of a design on the canvas. */
export function eachPixel(plans, design, width, height, act) {
  let at = plans.start[design];
  if (at < 0) return;
  for (let row = 0; row < plans.height[design]; row++) {
    for (let column = 0; column < plans.width[design]; column++, at++) {
      const x = plans.x[design] + column;
      const y = plans.y[design] + row;
      if (plans.pixels[at] !== NONE && x >= 0 && y >= 0 && x < width && y < height) act(y * width + x, plans.pixels[at]);
    }
  }
}

/**
 * The layers by name: their title, what they mean, whether they need reasons, which the log of a real event lacks, and whether
 * they need another run.
 */
export const LAYERS = {
  color: { title: "Color", about: "The canvas as people saw it.", paint: paintColor },
  community: { title: "Community", about: "For whom each pixel was placed: a color a community.", why: true, paint: paintCommunity },
  age: { title: "Age", about: "How long ago each pixel was placed.", paint: paintAge },
  heat: { title: "Conflict", about: "How often each pixel was placed over in the hour before.", paint: paintHeat },
  damage: { title: "Damage", about: "Where the canvas differs from the plans that hold.", why: true, paint: paintDamage },
  plans: { title: "Plans", about: "What communities want, whether it stands or not.", why: true, paint: paintPlans },
  intent: { title: "Intent", about: "Why each pixel was placed.", why: true, paint: paintIntent },
  twin: { title: "Other run", about: "The canvas of the other run at that time.", twin: true, paint: paintTwin },
  difference: { title: "Difference", about: "Where both runs differ at that time.", twin: true, paint: paintDifference },
};

/** The layers that a run has. */
export function layersOf(head) {
  return Object.entries(LAYERS).filter(([, { why, twin }]) => !(why && head.imported) && !(twin && !head.twin));
}

function paintColor({ replay, head }, into) {
  into.set(replay.state.color);
  return { palette: inks(head.colors), legend: [] };
}

function paintTwin({ twin, head, ms }, into) {
  into.set(twin ? twin.replay.seek(ms).color : new Uint8Array(into.length).fill(head.background));
  return { palette: inks(head.colors), legend: twin ? [] : [[PAPER, "still being unpacked"]] };
}

function paintDifference({ twin, replay, head, ms }, into) {
  const [mine, other] = [replay.state.color, twin ? twin.replay.seek(ms).color : replay.state.color];
  let differ = 0;
  for (let i = 0; i < into.length; i++) {
    into[i] = mine[i] === other[i] ? 0 : 1;
    differ += into[i];
  }
  const share = ((100 * differ) / into.length).toFixed(1);
  const legend = [[DIFFERS, `${differ.toLocaleString("en")} pixels differ (${share} %)`], [NIGHT, "the same"]];
  return { palette: inks([NIGHT, DIFFERS]), legend };
}

function paintCommunity({ replay, log }, into) {
  const { last } = replay.state;
  for (let i = 0; i < into.length; i++) {
    const community = last[i] < 0 ? -1 : log.community[last[i]];
    into[i] = last[i] < 0 ? 255 : community < 0 ? 254 : community % 254;
  }
  const colors = Array.from({ length: 254 }, (_, i) => communityColor(i));
  return { palette: inks([...colors, "9aa1ab", PAPER]), legend: [["9aa1ab", "nobody's"], [PAPER, "nothing placed"]] };
}

/** The color of a community, in its layer and in charts. */
export function communityColor(community) {
  const number = community % 254;
  return hsl((number * 137.508) % 360, [0.75, 0.55, 0.9][number % 3], [0.5, 0.65, 0.36, 0.56][number % 4]);
}

const OLDEST = 72 * 60; // minutes
const AGES = [[0, "now"], [5 / 60, "5 min"], [1, "an hour"], [8, "8 hours"], [60, "60 hours"]];

function paintAge({ replay, log, ms }, into) {
  const { last } = replay.state;
  const steps = Uint8Array.from({ length: OLDEST + 1 }, (_, minutes) => ageStep(minutes / 60));
  for (let i = 0; i < into.length; i++) {
    into[i] = last[i] < 0 ? 255 : steps[Math.min(OLDEST, Math.floor((ms - log.ts[last[i]]) / 60_000))];
  }
  const colors = ramp(["fff3b0", "ffb347", "e0533d", "7d2c6f", "241a3f"], 255);
  return { palette: inks([...colors, PAPER]), legend: AGES.map(([age, text]) => [colors[ageStep(age)], text]) };
}

function ageStep(age) {
  return Math.min(254, Math.floor((Math.log(1 + age * 60) / Math.log(1 + OLDEST)) * 254));
}

function paintHeat({ replay, log, ms }, into) {
  into.fill(0);
  const first = log.before(Math.max(0, ms - HOUR));
  const times = new Uint16Array(into.length);
  for (let i = first; i < replay.state.rows; i++) times[log.pixel[i]]++;
  for (let i = 0; i < into.length; i++) into[i] = times[i] < 2 ? 0 : Math.min(255, Math.floor(Math.log2(times[i]) * 36));
  const colors = ramp([NIGHT, "5b2a86", "c3325f", "ff8a3c", "fff0a5"], 256);
  const legend = [1, 2, 4, 16, 64].map((n) => [colors[n < 2 ? 0 : Math.floor(Math.log2(n) * 36)], n === 1 ? "once or never" : `${n} times`]);
  return { palette: inks(colors), legend };
}

function paintDamage({ replay, drafts, head, ms }, into) {
  const { color } = drafts.draw(ms);
  const shown = replay.state.color;
  for (let i = 0; i < into.length; i++) {
    into[i] = color[i] === NONE ? 0 : color[i] === shown[i] ? 1 : shown[i] === head.background ? 2 : 3;
  }
  const legend = [["4c9f70", "as planned"], ["f2c14e", "still missing"], ["d62f2f", "another color"], [PAPER, "no plan"]];
  return { palette: inks([PAPER, "4c9f70", "f2c14e", "d62f2f"]), legend };
}

function paintPlans({ drafts, head, ms }, into) {
  into.set(drafts.draw(ms).color);
  const colors = inks([...head.colors, ...Array(256 - head.colors.length).fill("c3c8d0")]);
  return { palette: colors, legend: [["c3c8d0", "no plan"]] };
}

function paintIntent({ replay, log, head }, into) {
  const { last } = replay.state;
  for (let i = 0; i < into.length; i++) into[i] = last[i] < 0 ? 255 : Math.min(254, log.intent[last[i]]);
  const colors = [...INTENT_COLORS, ...Array(244).fill(PAPER)];
  return { palette: inks(colors), legend: head.intents.map((name, i) => [INTENT_COLORS[i], name]) };
}

/** Colors as the bytes that a painter takes. */
export function inks(colors) {
  const made = new Uint8Array(1024).fill(255);
  colors.forEach((color, i) => {
    const number = parseInt(color, 16);
    made.set([number >> 16, (number >> 8) & 255, number & 255, 255], 4 * i);
  });
  return made;
}

function ramp(stops, steps) {
  return Array.from({ length: steps }, (_, i) => {
    const place = (i / (steps - 1)) * (stops.length - 1);
    const from = Math.min(stops.length - 2, Math.floor(place));
    return hex(channels(stops[from]).map((value, c) => value + (channels(stops[from + 1])[c] - value) * (place - from)));
  });
}

function channels(color) {
  return [0, 2, 4].map((i) => parseInt(color.slice(i, i + 2), 16));
}

function hex(values) {
  return values.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("");
}

function hsl(hue, saturation, lightness) {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n) => {
    const k = (n + hue / 30) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return hex([channel(0), channel(8), channel(4)]);
}
