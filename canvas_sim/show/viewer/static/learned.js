// Who came to know which plan, when, how, and from whom.

/** The table, from its packed columns. */
export class Learned {
  constructor(packed, ways) {
    const rows = packed.time.length;
    this.ways = ways;
    this.user = packed.user;
    this.design = packed.design;
    this.way = packed.way;
    this.ts = new Int32Array(rows);
    this.source = new Int32Array(rows);
    const told = new Map();
    let now = 0;
    for (let row = 0; row < rows; row++) {
      this.ts[row] = now += packed.time[row];
      const code = packed.source[row];
      const design = packed.design[row];
      this.source[row] = code === 0 ? -1 : code === 1 ? packed.user[row] : code === 2 ? told.get(design) : code - 3;
      told.set(design, this.source[row]);
    }
  }

  /** When and how a user came to know a design, at the latest at `ms`; null if the table does not say. */
  find(user, design, ms) {
    let found = null;
    for (let row = 0; row < this.ts.length && this.ts[row] <= ms; row++) {
      if (this.user[row] === user && this.design[row] === design) {
        found = { ts: this.ts[row], way: this.ways[this.way[row]], source: this.source[row] };
      }
    }
    return found;
  }
}
