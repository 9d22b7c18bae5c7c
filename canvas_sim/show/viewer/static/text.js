// Elements and words. Whatever comes from a run becomes a text node, never markup.

/** An element with attributes (a function is a listener) and children (text, elements, lists of them, nothing). */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false).map(asNode));
  return made;
}

function asNode(child) {
  return child instanceof Node ? child : String(child);
}

/** A time since the start: "34 h 05 min 12 s". */
export function clock(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (number) => String(number).padStart(2, "0");
  return `${Math.floor(seconds / 3600)} h ${two(Math.floor(seconds / 60) % 60)} min ${two(seconds % 60)} s`;
}

/** The same without seconds. */
export function hours(ms) {
  return clock(ms).replace(/ \d\d s$/, "");
}

/** How long something took, roughly: "40 s", "12 min", "5 h". */
export function span(ms) {
  if (ms < 1000) return "less than a second";
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return `${(ms / 3_600_000).toFixed(ms < 36_000_000 ? 1 : 0)} h`;
}

/** A whole number with separators; "1 user", "2 users" with a word. */
export function count(number, word = "") {
  const text = number.toLocaleString("en");
  if (!word) return text;
  return `${text} ${number === 1 ? word : plural(word)}`;
}

function plural(word) {
  if (word.endsWith("y")) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}

/** A square of a color such as "FF4500". */
export function swatch(color) {
  return el("span", { class: "swatch", style: `background:#${color}`, title: `#${color}`, role: "img", "aria-label": `color #${color}` });
}

/** A button that looks like a word in a sentence. */
export function link(text, act, label = null) {
  return el("button", { type: "button", class: "link", click: act, "aria-label": label }, text);
}

/** Pairs of a name and what it is, as a list. */
export function facts(pairs) {
  return el(
    "dl",
    { class: "facts" },
    pairs.filter((pair) => pair && pair[1] !== null).map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))),
  );
}
