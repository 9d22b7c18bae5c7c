// Where one looks: pan and zoom by mouse, wheel, touch and keyboard.

const NEAREST = 64; // screen pixels for one of the canvas
const STILL = 6; // screen pixels that a click may move

/** A window on a canvas of `width` x `height`; `x, y` is what lies in its middle, `zoom` CSS pixels for one of the canvas. */
export class View {
  constructor(element, { width, height }, { changed, chosen }) {
    Object.assign(this, { element, width, height, changed, chosen, x: width / 2, y: height / 2, zoom: 1, fitted: true });
    this.fingers = new Map();
    element.addEventListener("pointerdown", (event) => this.down(event));
    element.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) element.addEventListener(name, (event) => this.up(event));
    element.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  /** Width and height of the window, CSS pixels. */
  get room() {
    return [Math.max(1, this.element.clientWidth), Math.max(1, this.element.clientHeight)];
  }

  /** The zoom with which all is in sight. */
  get least() {
    const [width, height] = this.room;
    return Math.min(width / this.width, height / this.height);
  }

  fit() {
    this.set(this.width / 2, this.height / 2, this.least);
    this.fitted = true;
  }

  /** Look at a rectangle. */
  show(x0, y0, x1, y1) {
    const [width, height] = this.room;
    const zoom = Math.min(width / (x1 - x0), height / (y1 - y0)) * 0.7;
    this.set((x0 + x1) / 2, (y0 + y1) / 2, Math.min(24, zoom));
  }

  set(x, y, zoom) {
    this.zoom = Math.min(NEAREST, Math.max(this.least * 0.8, zoom));
    this.x = Math.min(this.width, Math.max(0, x));
    this.y = Math.min(this.height, Math.max(0, y));
    this.fitted = false;
    this.changed();
  }

  /** The window has another size. */
  resized() {
    if (this.fitted) this.fit();
    else this.changed();
  }

  /** Upper left corner of the window, in pixels of the canvas. */
  get origin() {
    const [width, height] = this.room;
    return [this.x - width / 2 / this.zoom, this.y - height / 2 / this.zoom];
  }

  /** The pixel below a point of the window; null outside. */
  pixelAt(left, top) {
    const [x, y] = this.origin;
    const [column, row] = [Math.floor(x + left / this.zoom), Math.floor(y + top / this.zoom)];
    return column >= 0 && row >= 0 && column < this.width && row < this.height ? [column, row] : null;
  }

  /** Zoom so that the point of the window stays where it is. */
  zoomAt(factor, left, top) {
    const [x, y] = this.origin;
    const [width, height] = this.room;
    const zoom = Math.min(NEAREST, Math.max(this.least * 0.8, this.zoom * factor));
    const [keptX, keptY] = [x + left / this.zoom, y + top / this.zoom];
    this.set(keptX + (width / 2 - left) / zoom, keptY + (height / 2 - top) / zoom, zoom);
  }

  pan(dx, dy) {
    this.set(this.x + dx / this.zoom, this.y + dy / this.zoom, this.zoom);
  }

  down(event) {
    if (event.button > 0) return;
    this.element.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, this.point(event));
    if (this.fingers.size === 1) this.start = this.point(event);
    else this.start = null;
  }

  move(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const now = this.point(event);
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    this.fingers.set(event.pointerId, now);
    if (other) this.pinch(before, now, other);
    else if (!this.start || distance(this.start, now) > STILL) {
      this.start = null;
      this.pan(before[0] - now[0], before[1] - now[1]);
    } else this.fingers.set(event.pointerId, before);
  }

  pinch(before, now, other) {
    this.pan((before[0] - now[0]) / 2, (before[1] - now[1]) / 2);
    const factor = distance(now, other) / Math.max(1, distance(before, other));
    this.zoomAt(factor, (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
  }

  up(event) {
    const there = this.fingers.delete(event.pointerId);
    if (!there || !this.start || event.type === "pointercancel") return;
    const pixel = this.pixelAt(...this.start);
    this.start = null;
    if (pixel) this.chosen(...pixel);
  }

  wheel(event) {
    event.preventDefault();
    const delta = event.deltaY * (event.deltaMode === 1 ? 16 : 1);
    this.zoomAt(Math.exp(-Math.max(-240, Math.min(240, delta)) / 300), ...this.point(event));
  }

  point(event) {
    const box = this.element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }
}

function distance(a, b) {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
