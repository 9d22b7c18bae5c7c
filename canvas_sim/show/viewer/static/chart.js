// A line of the timeline below the slider, with a hand at the time that is shown; a click jumps.

import { count, el, hours, span } from "./text.js";

const LINES = {
  placements: "placements",
  users: "users at work",
  attacks: "attacks",
  repairs: "repairs",
  damage: "damage to plans",
  alliances: "alliances",
  communities: "communities",
  not_white: "drawn on",
  same_neighbor: "same as neighbor",
};
const HEIGHT = 64;

/** The chart: `element` to show, `move` to move its hand. */
export class Chart {
  constructor(timeline, end, jump) {
    Object.assign(this, { timeline, end, jump, line: "placements" });
    this.canvas = el("canvas", { class: "chart", role: "img", height: HEIGHT });
    this.hand = el("div", { class: "hand" });
    this.tip = el("output", { class: "reading" });
    const known = Object.keys(LINES).filter((name) => timeline[name]?.some((value) => value !== null && value >= 0));
    const choices = known.map((name) => el("option", { value: name }, LINES[name]));
    this.choice = el("select", { "aria-label": "What the chart shows", change: () => this.choose(this.choice.value) }, choices);
    const box = el("div", { class: "chart-box", pointerdown: (event) => this.press(event), pointermove: (event) => this.press(event) });
    box.append(this.canvas, this.hand);
    this.element = el("div", { class: "chart-row" }, box, el("div", { class: "chart-choice" }, this.choice, this.tip));
    this.box = box;
    new ResizeObserver(() => this.draw()).observe(box);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  choose(line) {
    this.line = line;
    this.draw();
    this.move(this.ms ?? this.end);
  }

  press(event) {
    if (!(event.buttons & 1)) return;
    const box = this.box.getBoundingClientRect();
    this.jump(((event.clientX - box.left) / box.width) * this.end);
  }

  move(ms) {
    this.ms = ms;
    this.hand.style.left = `${(100 * ms) / this.end}%`;
    const { ts } = this.timeline;
    let row = ts.findIndex((time) => time >= ms);
    if (row < 0) row = ts.length - 1;
    const value = this.timeline[this.line]?.[row];
    this.tip.textContent = value === null || value === undefined ? "" : this.reading(value);
  }

  draw() {
    const { ts } = this.timeline;
    const values = this.timeline[this.line] ?? [];
    const dense = window.devicePixelRatio || 1;
    const width = this.box.clientWidth;
    Object.assign(this.canvas, { width: Math.max(1, Math.round(width * dense)), height: HEIGHT * dense });
    const style = getComputedStyle(this.canvas);
    const pen = this.canvas.getContext("2d");
    pen.scale(dense, dense);
    const most = Math.max(1e-9, ...values.filter((value) => value !== null));
    pen.beginPath();
    pen.moveTo(0, HEIGHT);
    values.forEach((value, i) => pen.lineTo((ts[i] / this.end) * width, HEIGHT - 2 - ((value ?? 0) / most) * (HEIGHT - 8)));
    pen.lineTo(width, HEIGHT);
    pen.fillStyle = style.getPropertyValue("--area");
    pen.strokeStyle = style.getPropertyValue("--blue");
    pen.fill();
    pen.stroke();
    const label = `${LINES[this.line]} over ${hours(this.end)}, at most ${this.reading(most)}`;
    this.canvas.setAttribute("aria-label", label);
  }

  reading(value) {
    if (["damage", "not_white", "same_neighbor"].includes(this.line)) return `${(100 * value).toFixed(1)} %`;
    const { ts } = this.timeline;
    const each = ["placements", "users", "attacks", "repairs"].includes(this.line) && ts.length > 1;
    return count(Math.round(value)) + (each ? ` in ${span(ts[1] - ts[0])}` : "");
  }
}
