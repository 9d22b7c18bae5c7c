// The time that is shown, and how it goes on: so many minutes of the event in a second.

export const SPEEDS = [1, 3, 10, 30, 100, 300, 1000];

/** A clock from 0 to `end` ms; tells `changed` after every move. */
export class Clock {
  constructor(end, changed) {
    Object.assign(this, { end, changed, ms: end, speed: 100, direction: 1, playing: false });
  }

  set(ms) {
    this.ms = Math.round(Math.min(this.end, Math.max(0, ms)));
    this.changed();
  }

  play(direction) {
    if (this.playing && this.direction === direction) return this.pause();
    this.direction = direction;
    if (direction > 0 && this.ms >= this.end) this.ms = 0;
    if (direction < 0 && this.ms <= 0) this.ms = this.end;
    this.playing = true;
    this.last = performance.now();
    if (!this.ticking) requestAnimationFrame((now) => this.tick(now));
    this.ticking = true;
    this.changed();
  }

  pause() {
    this.playing = false;
    this.changed();
  }

  tick(now) {
    this.ticking = this.playing;
    if (!this.playing) return;
    const passed = Math.max(0, Math.min(250, now - this.last));
    this.last = now;
    const ms = this.ms + this.direction * passed * this.speed * 60;
    if (this.direction > 0 ? ms >= this.end : ms <= 0) this.playing = false;
    this.exact(ms);
    requestAnimationFrame((next) => this.tick(next));
  }

  exact(ms) {
    this.ms = Math.min(this.end, Math.max(0, ms));
    this.changed();
  }
}
