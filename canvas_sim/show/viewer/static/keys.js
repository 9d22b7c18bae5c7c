// What can be done by keyboard.

const PAN = 80; // CSS pixels

/** Listen to the keys of an explorer, except where somebody types or another element has a use for them. */
export function keyboard(explorer) {
  const { root, canvas } = explorer.parts;
  const { view } = explorer;
  const keys = {
    ArrowLeft: () => view.pan(-PAN, 0),
    ArrowRight: () => view.pan(PAN, 0),
    ArrowUp: () => view.pan(0, -PAN),
    ArrowDown: () => view.pan(0, PAN),
    "+": () => explorer.zoom(1.5),
    "=": () => explorer.zoom(1.5),
    "-": () => explorer.zoom(1 / 1.5),
    0: () => view.fit(),
    " ": () => explorer.clock.play(explorer.clock.playing ? explorer.clock.direction : 1),
    r: () => explorer.clock.play(-1),
    ",": () => explorer.stepBy(-1),
    ".": () => explorer.stepBy(1),
    Escape: () => explorer.clear(),
  };
  const listen = (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || used(event)) return;
    event.preventDefault();
    act();
  };
  root.tabIndex = -1;
  root.addEventListener("keydown", listen);
  // Nothing has the focus yet when a page opens.
  document.addEventListener("keydown", (event) => event.target === document.body && listen(event));
  canvas.addEventListener("keydown", (event) => {
    const [width, height] = view.room;
    const pixel = event.key === "Enter" && view.pixelAt(width / 2, height / 2);
    if (pixel) explorer.openPixel(...pixel);
  });
}

/** Whether the element that has the focus has a use for the key. */
function used({ key, target }) {
  const tag = target.tagName;
  if (tag === "SELECT" || (tag === "INPUT" && target.type !== "range")) return true;
  if (tag === "INPUT") return key.startsWith("Arrow");
  if (tag === "BUTTON" || tag === "SUMMARY") return key === " ";
  return key.startsWith("Arrow") && target.scrollHeight > target.clientHeight && tag !== "CANVAS";
}
