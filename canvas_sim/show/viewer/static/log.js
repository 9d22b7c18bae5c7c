// The log: every placement as numbers in columns, filled chunk by chunk.

import { unfolded } from "./unpack.js";

const SLICE = 1 << 16; // rows between two chances for the page to breathe
export const NONE = 255; // in templates: no part of it; as an intent: none

/** Designs with their templates. */
export class Plans {
  constructor(designs, templates) {
    Object.assign(this, designs);
    this.pixels = templates;
    this.count = designs.design.length;
    this.start = new Int32Array(this.count);
    let start = 0;
    for (let i = 0; i < this.count; i++) {
      // Patterns that spread have a size, and no template.
      const size = designs.templated[i] ? designs.width[i] * designs.height[i] : 0;
      this.start[i] = size ? start : -1;
      start += size;
    }
  }

  /** Color that a design wants at a place, `NONE` if it has no part there. */
  wanted(design, x, y) {
    if (design < 0 || this.start[design] < 0) return NONE;
    const column = x - this.x[design];
    const row = y - this.y[design];
    if (column < 0 || row < 0 || column >= this.width[design] || row >= this.height[design]) return NONE;
    return this.pixels[this.start[design] + row * this.width[design] + column];
  }
}

/** Placements in the order in which they took effect; `count` of them are there. */
export class Log {
  constructor(head, tables, plans) {
    const rows = head.placements;
    const small = (length) => (length < 32_767 ? new Int16Array(rows) : new Int32Array(rows));
    this.width = head.width;
    this.plans = plans;
    this.posts = tables.posts;
    this.count = 0;
    this.ts = new Int32Array(rows);
    this.pixel = new Uint32Array(rows);
    this.user = new Int32Array(rows);
    this.color = new Uint8Array(rows);
    this.intent = new Uint8Array(rows);
    this.design = small(plans.count);
    this.community = small(tables.communities.community.length);
    this.post = new Int32Array(rows);
    this.under = new Int32Array(rows); // the placement before on the same pixel, -1 if there is none
    this.newest = new Int32Array(head.width * head.height).fill(-1); // on each pixel
    this.boards = new Map();
    this.nextPost = 0;
  }

  /** Whether everything is there. */
  get whole() {
    return this.count === this.ts.length;
  }

  /** How many placements there are up to a time, that moment included. */
  upTo(ms) {
    return bound(this.ts, this.count, ms + 1);
  }

  /** How many there are before a time. */
  before(ms) {
    return bound(this.ts, this.count, ms);
  }

  /** Take a chunk; pauses after every slice. `packed` has the columns that `placements.py` names. */
  *append(packed) {
    const rows = packed.time.length;
    const taken = { first: 0 };
    for (let from = 0; from < rows; from += SLICE) {
      this.slice(packed, from, Math.min(rows, from + SLICE), taken);
      yield;
    }
  }

  slice(packed, from, to, taken) {
    const { ts, pixel, user, design, community, post, color, intent, plans, width, under, newest } = this;
    let at = this.count;
    let now = at ? ts[at - 1] : 0;
    for (let i = from; i < to; i++, at++) {
      const before = packed.user[i] ? at - packed.user[i] : -1;
      ts[at] = now += packed.time[i];
      user[at] = before < 0 ? packed.first[taken.first++] - 1 : user[before];
      design[at] = packed.design[i] ? packed.design[i] - 2 : before < 0 ? -1 : design[before];
      community[at] = this.whose(packed.community[i], before, design[at]);
      post[at] = this.followed(packed.post[i], before, community[at], now);
      const where = this.corner(design[at], before);
      const x = (where % width) + unfolded(packed.x[i]);
      const y = Math.floor(where / width) + unfolded(packed.y[i]);
      const wanted = plans.wanted(design[at], x, y);
      const spot = y * width + x;
      pixel[at] = spot;
      under[at] = newest[spot];
      newest[spot] = at;
      color[at] = wanted === NONE ? packed.color[i] : wanted + packed.color[i];
      intent[at] = packed.intent[i];
    }
    this.count = at;
  }

  whose(code, before, design) {
    if (code === 0) return before < 0 ? -1 : this.community[before];
    if (code === 1) return design < 0 ? -1 : this.plans.community[design];
    return code - 3;
  }

  corner(design, before) {
    if (design >= 0 && this.plans.start[design] >= 0) return this.plans.y[design] * this.width + this.plans.x[design];
    return before < 0 ? 0 : this.pixel[before];
  }

  followed(code, before, community, now) {
    while (this.nextPost < this.posts.ts.length && this.posts.ts[this.nextPost] <= now) {
      this.board(this.posts.community[this.nextPost]).push(this.nextPost++);
    }
    if (code === 0) return -1;
    if (code === 1) return this.post[before];
    const board = this.board(community);
    return code & 1 ? this.nextPost - 1 - unfolded((code - 3) / 2) : board[board.length - 1 - (code - 2) / 2];
  }

  /** How many users followed each of some posts: a Map. */
  followers(posts) {
    const found = new Map(posts.map((post) => [post, new Set()]));
    for (let i = 0; i < this.count; i++) if (this.post[i] >= 0) found.get(this.post[i])?.add(this.user[i]);
    return new Map([...found].map(([post, users]) => [post, users.size]));
  }

  board(community) {
    let board = this.boards.get(community);
    if (!board) this.boards.set(community, (board = []));
    return board;
  }
}

/** How many of the first `length` numbers, which never fall, are below a value. */
export function bound(numbers, length, value) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
