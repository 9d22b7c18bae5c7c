// The explorer: a canvas, a clock, and why. `mount` puts it into an element of any page.

import { Chart } from "./chart.js";
import { Clock } from "./clock.js";
import { painter } from "./draw.js";
import { read, written } from "./hash.js";
import { keyboard } from "./keys.js";
import { Drafts, LAYERS, communityColor, inks, layersOf } from "./layers.js";
import { aboutPanel, layout } from "./layout.js";
import { lights } from "./lights.js";
import { opened } from "./opened.js";
import { load } from "./loading.js";
import { communityList, communityPanel, designPanel, userPanel } from "./communities.js";
import { marks, momentList, momentPanel, moments } from "./moments.js";
import { linksOf } from "./links.js";
import { searchBox } from "./search.js";
import { clock, el, swatch } from "./text.js";
import { View } from "./view.js";
import { pixelPanel } from "./why.js";

const SETTLED = 250; // ms without a move before numbers beside the canvas follow

/**
 * Show a run in an element.
 *
 * `source.head` is what `page_head` of the package gives, `source.part(name)` a promise of a packed text: "canvas", "tables",
 * "log-0", "log-1" and on, "learned". With `source.hash`, the view is kept in the address of the page.
 */
export function mount(element, source) {
  return new Explorer(element, source);
}

class Explorer {
  constructor(element, source) {
    Object.assign(this, { source, head: source.head, layer: "color", lit: null, pixel: null, rows: null, panels: [], lives: [] });
    this.clock = new Clock(this.head.end, () => this.moved());
    this.parts = layout(this.head, this.actions());
    element.replaceChildren(this.parts.root);
    this.painter = painter(this.parts.canvas, this.head.width, this.head.height);
    this.view = new View(this.parts.canvas, this.head, { changed: () => this.soon(), chosen: (x, y) => this.openPixel(x, y) });
    this.index = new Uint8Array(this.head.width * this.head.height);
    this.marks = new Uint8Array(this.index.length);
    Object.assign(this, linksOf(this));
    new ResizeObserver(() => this.view.resized()).observe(this.parts.stage);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.soon());
    keyboard(this);
    this.view.fit();
    this.restore();
    this.open(() => aboutPanel(this), "About");
    this.ready = load(this).catch((error) => this.failed(error));
  }

  actions() {
    return {
      play: () => this.clock.play(1),
      reverse: () => this.clock.play(-1),
      stepBack: () => this.stepBy(-1),
      stepOn: () => this.stepBy(1),
      speed: (speed) => (this.clock.speed = speed),
      jump: (ms) => this.jump(ms),
      layer: (name) => this.choose(name),
      closer: () => this.zoom(1.5),
      farther: () => this.zoom(1 / 1.5),
      fit: () => this.view.fit(),
      save: () => this.save(),
      back: () => this.back(),
      tabs: {
        Pixel: () => this.pixelTab(),
        Communities: () => this.open(() => communityList(this), "Communities"),
        Moments: () => this.open(() => momentList(this), "Moments"),
        About: () => this.open(() => aboutPanel(this), "About"),
      },
    };
  }

  // What comes in.

  /** The canvas at the end, before anything else is there. */
  first(canvas) {
    this.index.set(canvas);
    this.painter.index(this.index);
    this.painter.palette(inks(this.head.colors));
    this.draw();
    this.firstPaint = performance.now();
  }

  /** The tables are there, the log is to come. */
  known() {
    this.drafts = new Drafts(this.plans, this.index.length, this.head.width);
    this.painter.plans(inks(this.head.colors));
    this.chart = new Chart(this.tables.timeline, this.head.end, (ms) => this.jump(ms));
    this.parts.chart.replaceChildren(this.chart.element);
    this.parts.search.replaceChildren(searchBox(this));
    this.moments = moments(this);
    this.parts.marks.replaceChildren(...marks(this, this.moments));
    this.moved();
  }

  /** More is there, `share` of it all. */
  came(share, what) {
    this.parts.status.textContent = share < 1 ? `Unpacking ${what}: ${Math.floor(100 * share)} %` : "";
    if (this.waiting && this.replay.has(this.clock.ms)) this.soon();
  }

  /** Another run is there. */
  meet(twin) {
    this.twin = twin;
    this.stale = true;
    this.soon();
    if (this.panels.at(-1).tab === "About") this.reopen();
  }

  failed(error) {
    this.parts.status.textContent = `This page cannot be shown: ${error.message}`;
    throw error;
  }

  // Time.

  jump(ms) {
    this.rows = null;
    this.clock.set(ms);
  }

  /** Show the canvas after so many placements. */
  step(rows) {
    const { log } = this;
    if (!log) return;
    const to = Math.min(log.count, Math.max(0, rows));
    this.clock.playing = false;
    this.clock.set(to ? log.ts[to - 1] : 0);
    this.rows = to;
  }

  stepBy(rows) {
    if (this.log) this.step((this.rows ?? this.log.upTo(Math.floor(this.clock.ms))) + rows);
  }

  moved() {
    if (this.clock.playing) this.rows = null;
    const { slider, now, play, back } = this.parts;
    slider.value = this.clock.ms;
    slider.setAttribute("aria-valuetext", clock(this.clock.ms));
    now.textContent = clock(this.clock.ms);
    const forward = this.clock.playing && this.clock.direction > 0;
    const backward = this.clock.playing && this.clock.direction < 0;
    face(play, forward ? "❚❚" : "▶", forward ? "Pause" : "Play");
    face(back, backward ? "❚❚" : "◀", backward ? "Pause" : "Play backward");
    this.chart?.move(this.clock.ms);
    this.stale = true;
    this.soon();
  }

  // Drawing.

  /** Draw with the next frame. */
  soon() {
    if (!this.due) requestAnimationFrame(() => this.due && this.refresh());
    this.due = true;
  }

  /** Draw now: the canvas of the time that is set, in the layer that is chosen. */
  refresh() {
    this.due = false;
    if (this.replay && (this.stale || this.waiting)) {
      this.waiting = !this.replay.has(this.clock.ms);
      if (!this.waiting) this.repaint();
    }
    this.draw();
  }

  repaint() {
    const ms = Math.floor(this.clock.ms);
    if (this.rows === null) this.replay.seek(ms);
    else this.replay.step(this.rows);
    const { log, replay, drafts, head, twin } = this;
    const { palette, legend } = LAYERS[this.layer].paint({ log, replay, drafts, head, twin, ms }, this.index);
    this.painter.index(this.index);
    this.painter.palette(palette);
    this.painter.marks(lights(this, this.marks));
    this.stale = false;
    const told = legend.map(([color, text]) => el("span", {}, swatch(color), text));
    if (this.told !== String(legend)) this.parts.legend.replaceChildren(...told);
    this.told = String(legend);
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settle(), SETTLED);
  }

  draw() {
    const { canvas, stage } = this.parts;
    const dense = window.devicePixelRatio || 1;
    const [width, height] = [Math.round(stage.clientWidth * dense), Math.round(stage.clientHeight * dense)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const [x, y] = this.view.origin;
    const paper = getComputedStyle(stage).backgroundColor.match(/\d+/g).slice(0, 3).map(Number);
    this.painter.draw({ x, y, scale: this.view.zoom * dense, open: opened(this), paper });
    this.place(this.parts.marker, this.pixel && [...this.pixel, this.pixel[0] + 1, this.pixel[1] + 1]);
    this.place(this.parts.frame, this.region);
    this.keep();
  }

  /** Put a mark around a rectangle of the canvas. */
  place(mark, region) {
    mark.hidden = !region;
    if (!region) return;
    const [x, y] = this.view.origin;
    const { zoom } = this.view;
    const [left, top, right, bottom] = [region[0] - x, region[1] - y, region[2] - x, region[3] - y].map((value) => value * zoom);
    Object.assign(mark.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
  }

  choose(layer) {
    if (!layersOf(this.head).some(([name]) => name === layer)) return;
    this.layer = layer;
    this.parts.layer.value = layer;
    this.stale = true;
    this.soon();
  }

  /** Light up the pixels of a community, user or design: { community: 7 }; null puts the light out. */
  light(what) {
    this.lit = what;
    this.parts.lit.hidden = !what;
    if (what) {
      const [kind, number] = Object.entries(what)[0];
      const name = { community: this.communityName, design: this.designName }[kind]?.(number) ?? `user ${number}`;
      const out = el("button", { type: "button", class: "plain", "aria-label": "Put out", click: () => this.light(null) }, "×");
      this.parts.lit.replaceChildren(...(kind === "community" ? [swatch(communityColor(number))] : []), `Lit: ${name}`, out);
    }
    this.stale = true;
    this.soon();
  }

  zoom(factor) {
    const [width, height] = this.view.room;
    this.view.zoomAt(factor, width / 2, height / 2);
  }

  /** Save what is in sight as a PNG. */
  save() {
    this.draw();
    this.parts.canvas.toBlob((blob) => {
      const name = `${this.head.name}-${clock(this.clock.ms).replaceAll(" ", "")}-${this.layer}.png`.replace(/[^\w.-]+/g, "_");
      const address = URL.createObjectURL(blob);
      el("a", { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    });
  }

  // Panels.

  /** Show a panel, and remember the one before. */
  open(make, tab = null, again = false) {
    if (!again) this.panels.push({ make, tab });
    const { panel, tabs, goBack } = this.parts;
    this.lives = [];
    panel.replaceChildren(tab === "About" || this.replay?.log.whole ? make() : el("p", { class: "quiet" }, "The log is still being unpacked."));
    panel.scrollTop = 0;
    goBack.hidden = this.panels.length < 2;
    for (const button of tabs) {
      if (button.dataset.tab === tab) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  back() {
    this.panels.pop();
    this.reopen();
  }

  /** Make the panel anew. */
  reopen() {
    const { make, tab } = this.panels.at(-1);
    this.open(make, tab, true);
  }

  /** Text that follows the time once that stands still. */
  live(compute) {
    const place = el("span");
    const update = () => {
      const text = compute();
      if (typeof text === "string") place.textContent = text;
    };
    this.lives.push(update);
    update();
    return place;
  }

  settle() {
    if (!this.clock.playing && this.replay.log.whole) for (const update of this.lives) update();
  }

  openPixel(x, y) {
    this.pixel = [x, y];
    this.open(() => pixelPanel(this, x, y), "Pixel");
    this.soon();
  }

  pixelTab() {
    if (this.pixel) this.openPixel(...this.pixel);
    else this.open(() => el("p", { class: "quiet" }, "Click a pixel of the canvas, or press Enter for the one in the middle."), "Pixel");
  }

  openCommunity(community) {
    this.light({ community });
    this.open(() => communityPanel(this, community));
  }

  openDesign(design) {
    const { plans } = this;
    const region = [plans.x[design], plans.y[design], plans.x[design] + plans.width[design], plans.y[design] + plans.height[design]];
    this.region = plans.start[design] < 0 ? null : region;
    if (plans.founded[design] > this.clock.ms) this.jump(plans.founded[design]);
    if (plans.ended[design] >= 0 && plans.ended[design] <= this.clock.ms) this.jump(plans.ended[design] - 1);
    if (this.region) this.view.show(...region);
    this.light({ design });
    this.open(() => designPanel(this, design));
  }

  openUser(user) {
    this.open(() => userPanel(this, user));
  }

  openMoment(moment) {
    this.region = moment.region;
    if (moment.region) this.view.show(...moment.region);
    this.jump(moment.ts);
    this.open(() => momentPanel(this, moment));
  }

  /** Put out all marks. */
  clear() {
    this.region = null;
    this.pixel = null;
    this.light(null);
  }

  // The address.

  restore() {
    if (!this.source.hash) return;
    const apply = () => {
      const said = read(location.hash);
      if (said.layer) this.choose(said.layer);
      if (said.t !== undefined) this.jump(said.t * 1000);
      if (said.z !== undefined) this.view.set(said.x ?? this.view.x, said.y ?? this.view.y, said.z);
    };
    apply();
    window.addEventListener("hashchange", () => location.hash !== this.kept && apply());
  }

  keep() {
    if (!this.source.hash) return;
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => {
      this.kept = written(this);
      if (location.hash !== this.kept) history.replaceState(null, "", this.kept);
    }, 300);
  }

  // For programs beside the page.

  /** The canvas as it is shown: palette indices, row by row. */
  canvas() {
    this.refresh();
    return this.replay.state.color.slice();
  }

  /** All that happened on a pixel, the newest first: numbers of placements; below -1, of paintings. */
  history(x, y) {
    return this.replay.history(y * this.head.width + x);
  }
}

function face(button, text, label) {
  button.textContent = text;
  button.setAttribute("aria-label", label);
  button.title = label;
}
