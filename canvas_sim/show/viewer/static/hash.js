// The view as a link: #t=seconds&x=&y=&z=&layer=.

/** What a hash says: numbers where it has them. */
export function read(hash) {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const found = {};
  for (const name of ["t", "x", "y", "z"]) {
    const value = Number(said.get(name));
    if (said.get(name) && Number.isFinite(value)) found[name] = value;
  }
  if (said.get("layer")) found.layer = said.get("layer");
  return found;
}

/** The hash of a view. */
export function written({ clock, view, layer }) {
  const short = (value, digits) => String(Number(value.toFixed(digits)));
  return `#t=${short(clock.ms / 1000, 3)}&x=${short(view.x, 1)}&y=${short(view.y, 1)}&z=${short(view.zoom, 3)}&layer=${layer}`;
}
