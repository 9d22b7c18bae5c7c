// A field that finds communities and designs by name, and users by number.

import { count, el, link } from "./text.js";

const MOST = 8; // of each kind

/** The field with what it found below it. */
export function searchBox(app) {
  const found = el("div", { class: "found", role: "status" });
  const field = el("input", {
    type: "search",
    placeholder: "Community, design, or number of a user",
    "aria-label": "Search for a community, a design or a user",
    input: () => found.replaceChildren(...results(app, field.value.trim())),
    keydown: (event) => {
      if (event.key === "Enter") found.querySelector("button")?.click();
      if (event.key === "Escape") clear();
    },
  });
  function clear() {
    field.value = "";
    found.replaceChildren();
  }
  found.addEventListener("click", clear);
  return el("div", { class: "search" }, field, found);
}

function results(app, text) {
  if (!text) return [];
  const rows = [];
  const number = /^(?:user\s*)?(\d+)$/i.exec(text)?.[1];
  if (number !== undefined) rows.push(el("li", {}, app.userLink(Number(number))));
  const words = text.toLowerCase();
  const { communities } = app.tables;
  const named = (names) => names.flatMap((name, i) => (String(name).toLowerCase().includes(words) ? [i] : []));
  const groups = [named(communities.name).map((c) => ["community", app.communityLink(c)]), named(app.plans.name).map((d) => ["design", app.designLink(d)])];
  for (const group of groups) {
    for (const [kind, name] of group.slice(0, MOST)) rows.push(el("li", {}, name, el("span", { class: "quiet" }, ` ${kind}`)));
    if (group.length > MOST) rows.push(el("li", { class: "quiet" }, `and ${count(group.length - MOST)} more`));
  }
  return [rows.length ? el("ul", {}, rows) : el("p", { class: "quiet" }, "Nothing of that name.")];
}
