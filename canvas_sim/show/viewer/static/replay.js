// Which placement each pixel shows, at any time.

import { bound } from "./log.js";

export const BLANK = -1; // nothing was ever placed; below: -2 - number of the painting
const ROOM = 40_000_000; // pixels in all kept canvases: 160 MB
const CLOSEST = 1 << 18; // placements between two of them

/** Placement and color of each pixel after `rows` placements and `painted` paintings. */
class State {
  constructor(size, background) {
    this.last = new Int32Array(size).fill(BLANK);
    this.color = new Uint8Array(size).fill(background);
    this.rows = 0;
    this.painted = 0;
  }

  take(other) {
    this.last.set(other.last);
    this.color.set(other.color);
    this.rows = other.rows;
    this.painted = other.painted;
  }
}

/** Goes to any time, from canvases that are kept every so many placements while the log comes in. */
export class Replay {
  constructor(head, log, paintings) {
    this.head = head;
    this.log = log;
    this.paintings = paintings;
    this.size = head.width * head.height;
    this.every = CLOSEST;
    while ((head.placements / this.every) * this.size > ROOM) this.every *= 2;
    this.kept = [new State(this.size, this.head.background)];
    this.front = new State(this.size, this.head.background); // as far as the log has come
    this.state = new State(this.size, this.head.background); // where the viewer is
    this.lost = new Map(); // by community: pixels that others gave another color
    this.won = new Map();
  }

  /** Take in what came to the log. */
  grow() {
    const { log, front } = this;
    while (front.rows < log.count) {
      const next = Math.min(log.count, (Math.floor(front.rows / this.every) + 1) * this.every);
      this.advance(front, next, this.paintedAt(log.ts[next - 1]), true);
      if (next % this.every === 0) {
        const copy = new State(this.size, this.head.background);
        copy.take(front);
        this.kept.push(copy);
      }
    }
  }

  /** Whether a time can be shown. */
  has(ms) {
    return this.log.whole || (this.log.count > 0 && this.log.ts[this.log.count - 1] > ms);
  }

  /** Go to a time, everything of that moment included. */
  seek(ms) {
    return this.go(this.log.upTo(ms), this.paintedAt(ms));
  }

  /** Go to where so many placements have taken effect. */
  step(rows) {
    return this.go(rows, rows ? this.paintedAt(this.log.ts[rows - 1]) : 0);
  }

  go(rows, painted) {
    const { state } = this;
    const kept = this.kept[Math.min(this.kept.length - 1, Math.floor(rows / this.every))];
    const near = kept.painted <= painted ? kept : this.kept[0];
    if (state.rows > rows || state.painted > painted || state.rows < near.rows) state.take(near);
    this.advance(state, rows, painted, false);
    return state;
  }

  paintedAt(ms) {
    let done = 0;
    while (done < this.paintings.length && this.paintings[done].ts <= ms) done++;
    return done;
  }

  advance(state, rows, painted, count) {
    const place = count ? this.placeCounting : this.place;
    while (state.painted < painted) {
      const painting = this.paintings[state.painted];
      place.call(this, state, bound(this.log.ts, this.log.count, painting.ts));
      this.paint(state, painting);
    }
    place.call(this, state, rows);
  }

  paint(state, { stretches, color }) {
    for (let i = 0; i < stretches.length; i += 2) {
      const to = stretches[i] + stretches[i + 1];
      state.last.fill(-2 - state.painted, stretches[i], to);
      state.color.fill(color, stretches[i], to);
    }
    state.painted++;
  }

  place(state, rows) {
    const { pixel, color } = this.log;
    const { last, color: shown } = state;
    for (let i = state.rows; i < rows; i++) {
      last[pixel[i]] = i;
      shown[pixel[i]] = color[i];
    }
    state.rows = Math.max(state.rows, rows);
  }

  /** The same, and notes whose pixels others took. */
  placeCounting(state, rows) {
    const { pixel, color, community } = this.log;
    const { last, color: shown } = state;
    for (let i = state.rows; i < rows; i++) {
      const before = last[pixel[i]];
      last[pixel[i]] = i;
      shown[pixel[i]] = color[i];
      if (before < 0 || color[before] === color[i] || community[before] === community[i]) continue;
      const [loser, winner] = [community[before], community[i]];
      if (loser >= 0) this.lost.set(loser, (this.lost.get(loser) ?? 0) + 1);
      if (winner >= 0 && loser >= 0) this.won.set(winner, (this.won.get(winner) ?? 0) + 1);
    }
    state.rows = Math.max(state.rows, rows);
  }

  /** Placement of each pixel after so many placements, apart from what is shown. */
  copy(rows) {
    const state = new State(this.size, this.head.background);
    state.take(this.kept[Math.min(this.kept.length - 1, Math.floor(rows / this.every))]);
    this.advance(state, rows, rows ? this.paintedAt(this.log.ts[rows - 1]) : 0, false);
    return state.last;
  }

  /** The state after so many placements up to a time, apart from what is shown. */
  colors(rows, ms) {
    this.aside ??= new State(this.size, this.head.background);
    this.aside.take(this.kept[Math.min(this.kept.length - 1, Math.floor(rows / this.every))]);
    this.advance(this.aside, rows, this.paintedAt(ms), false);
    return this.aside;
  }

  /** All that ever happened on a pixel, the newest first: numbers of placements, or -2 - number of a painting. */
  history(pixel) {
    const found = [];
    const { log } = this;
    let painting = this.paintings.length - 1;
    const older = (ts) => {
      for (; painting >= 0 && this.paintings[painting].ts > ts; painting--) {
        if (covers(this.paintings[painting].stretches, pixel)) found.push(-2 - painting);
      }
    };
    for (let i = log.newest[pixel]; i >= 0; i = log.under[i]) {
      older(log.ts[i]);
      found.push(i);
    }
    older(-1);
    return found;
  }
}

function covers(stretches, pixel) {
  for (let i = 0; i < stretches.length; i += 2) {
    if (pixel >= stretches[i] && pixel < stretches[i] + stretches[i + 1]) return true;
  }
  return false;
}
