// The elements of the explorer, without what they do.

import { layersOf } from "./layers.js";
import { twinPanel } from "./twin.js";
import { SPEEDS } from "./clock.js";
import { count, el, hours } from "./text.js";

/** All elements that others need, by name; `root` holds them. */
export function layout(head, act) {
  const parts = { ...stage(head, act), ...controls(head, act), ...side(act) };
  parts.time = el("div", { class: "time" }, parts.controls, parts.track, parts.chart);
  parts.root = el("div", { class: "explorer" }, parts.stage, parts.time, parts.side);
  return parts;
}

function stage(head, act) {
  const canvas = el("canvas", {
    class: "pixels",
    tabindex: 0,
    role: "application",
    "aria-label": "The canvas. Arrows move, plus and minus zoom, Enter tells of the pixel in the middle.",
  });
  const marker = el("div", { class: "marker", hidden: true });
  const frame = el("div", { class: "frame", hidden: true });
  const options = layersOf(head).map(([name, { title }]) => el("option", { value: name }, title));
  const layer = el("select", { "aria-label": "What the canvas shows", change: () => act.layer(layer.value) }, options);
  const legend = el("div", { class: "legend" });
  const lit = el("div", { class: "lit", hidden: true });
  const choice = el("div", { class: "over left" }, layer, legend, lit);
  const tools = el(
    "div",
    { class: "over right" },
    button("+", "Zoom in", act.closer),
    button("−", "Zoom out", act.farther),
    button("⤢", "Fit the whole canvas", act.fit),
    button("PNG", "Save this view as a PNG", act.save),
  );
  const status = el("div", { class: "status", role: "status" });
  const box = el("div", { class: "stage" }, canvas, frame, marker, choice, tools, status);
  return { stage: box, canvas, marker, frame, layer, legend, lit, status };
}

function controls(head, act) {
  const now = el("output", { class: "now" }, hours(head.end));
  const play = button("▶", "Play", act.play);
  const back = button("◀", "Play backward", act.reverse);
  const speeds = SPEEDS.map((speed) => el("option", { value: speed, selected: speed === 100 }, `${speed}x`));
  const about = "Speed: how many minutes of the event pass in a second";
  const speed = el("select", { "aria-label": about, title: about, change: () => act.speed(Number(speed.value)) }, speeds);
  const bar = el(
    "div",
    { class: "controls" },
    back, play,
    button("‹", "One placement back", act.stepBack),
    button("›", "One placement on", act.stepOn),
    speed, el("span", { class: "unit" }, "1x is a minute a second"), now,
  );
  const slider = el("input", { type: "range", min: 0, max: head.end, step: 1000, value: head.end, "aria-label": "Time of the event", input: () => act.jump(Number(slider.value)) });
  const marks = el("div", { class: "marks", "aria-hidden": "true" });
  const track = el("div", { class: "track" }, marks, slider);
  return { controls: bar, track, slider, marks, play, back, speed, now, chart: el("div", { class: "chart-place" }) };
}

function side(act) {
  const tabs = Object.entries(act.tabs).map(([name, open]) => el("button", { type: "button", class: "tab", click: open, "data-tab": name }, name));
  const back = el("button", { type: "button", class: "plain back", click: act.back, hidden: true }, "‹ Back");
  const panel = el("div", { class: "panel", tabindex: -1 });
  const search = el("div", { class: "search-place" });
  const box = el("aside", { class: "side", "aria-label": "What happened" }, search, el("nav", { class: "tabs", "aria-label": "Views" }, tabs), back, panel);
  return { side: box, search, panel, tabs, goBack: back };
}

function button(text, label, act) {
  return el("button", { type: "button", click: act, "aria-label": label, title: label }, text);
}

/** What the event is, and how to move about. */
export function aboutPanel(app) {
  const { head } = app;
  const keys = [
    ["arrows", "move"], ["+ and −", "zoom"], ["0", "all of it"], ["space", "play and pause"], ["r", "play backward"],
    [", and .", "a placement back, on"], ["Enter", "the pixel in the middle"], ["Esc", "put out what is lit"],
  ];
  const made = head.imported ? "A real event, read from its log, which says who placed what and when, but not why." : `A simulated event, seed ${head.seed}.`;
  const counted = head.counted ? null : " Read from snapshots: only what changed between two of them is known.";
  return el(
    "section",
    {},
    el("h2", {}, head.name),
    head.imported ? null : el("p", {}, head.about),
    el("p", { class: "quiet" }, `${made} ${count(head.placements, "placement")}, ${head.width} x ${head.height} pixels, ${hours(head.end)}.`, counted),
    el("p", {}, "Click a pixel for all that happened there, and why. Move the slider, or click the chart, for another time."),
    twinPanel(app),
    el("h3", {}, "Layers"),
    el("dl", { class: "keys" }, layersOf(head).map(([, { title, about }]) => [el("dt", {}, title), el("dd", {}, about)])),
    el("h3", {}, "Keys"),
    el("dl", { class: "keys" }, keys.map(([key, what]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)])),
  );
}
