// The history of a pixel, and for each placement the chain of its causes, as far as the log holds it.

import { inTwin } from "./twin.js";
import { BLANK } from "./replay.js";
import { clock, count, el, link, span, swatch } from "./text.js";

const MOST = 200; // rows shown at first
const WHY = {
  build: "to build a plan of its community",
  repair: "to put back what had been painted over",
  guard: "to guard a threatened work, and others had been faster",
  help: "to help another community",
  attack: "to attack a work of others",
  expand: "to let a pattern spread",
  copy: "to copy what stands beside it",
  complete: "to complete what others had begun",
  tidy: "to tidy up a stray pixel",
  doodle: "to draw something of its own",
  vandalise: "to spoil",
  noise: "for no reason: any color at any place",
};
const WAYS = {
  board: "read it on the board of its community",
  "front page": "read it on the front page",
  tie: "was told by somebody whom it follows",
  treaty: "was told by allies",
  own: "drew it up itself",
};

/** What happened on a pixel, all over the event. */
export function pixelPanel(app, x, y) {
  const pixel = y * app.head.width + x;
  const found = app.replay.history(pixel);
  const list = el("ol", { class: "history" });
  const rest = found.slice();
  const more = el("button", { type: "button", class: "plain", click: add }, "Show earlier ones");
  function add() {
    for (const row of rest.splice(0, MOST)) list.append(entry(app, row, found));
    more.hidden = rest.length === 0;
    dim(app, list);
  }
  add();
  app.live(() => dim(app, list));
  const blank = el("p", { class: "quiet" }, "Before that it was blank: ", swatch(app.head.colors[app.head.background]));
  const placed = found.filter((row) => row >= 0).length;
  const told = [`${count(placed, "placement")} over the whole event, the newest first. What is to come at the time shown is faint.`];
  if (app.head.imported) told.push(" The log of a real event does not say why: who and when is all there is.");
  return el("section", { class: "pixel" }, el("h2", {}, `Pixel (${x}, ${y})`), el("p", { class: "quiet" }, told), planned(app, pixel), inTwin(app, pixel), list, more, blank);
}

/** Show which placements are still to come. */
function dim(app, list) {
  for (const item of list.children) {
    const row = Number(item.dataset.row);
    const later = row >= 0 ? row >= app.replay.state.rows : -2 - row >= app.replay.state.painted;
    item.classList.toggle("later", later);
  }
}

/** What the plans want here. */
function planned(app, pixel) {
  const drafts = app.drafts.draw(app.clock.ms);
  const design = drafts.design[pixel];
  if (design < 0) return null;
  return el("p", {}, "The plan here: ", swatch(app.head.colors[drafts.color[pixel]]), " of ", app.designLink(design), ".");
}

function entry(app, row, found) {
  if (row < BLANK) return painted(app, row);
  const { log } = app;
  const intent = app.head.intents[log.intent[row]];
  const line = [
    el("span", { class: "when" }, clock(log.ts[row])),
    swatch(app.head.colors[log.color[row]]),
    el("span", { class: "who" }, userName(log.user[row])),
    log.community[row] < 0 ? null : el("span", { class: "whose" }, app.communityName(log.community[row])),
    intent ? el("span", { class: "intent" }, intent) : null,
  ];
  const details = el("details", { toggle: () => fill() }, el("summary", {}, line));
  function fill() {
    if (details.open && details.children.length === 1) details.append(causes(app, row, found[found.indexOf(row) + 1]));
  }
  return el("li", { "data-row": row }, details);
}

function painted(app, row) {
  const painting = app.replay.paintings[-2 - row];
  return el("li", { class: "painted", "data-row": row }, el("span", { class: "when" }, clock(painting.ts)), swatch(app.head.colors[painting.color]), ` painted from outside (${painting.kind.replace("_", " ")})`);
}

/** The causes of a placement as a list; `before` is what was on the pixel. */
function causes(app, row, before) {
  const parts = [purpose(app, row), call(app, row), knowledge(app, row), answered(app, row, before), moment(app, row)];
  return el("ul", { class: "causes" }, parts.filter(Boolean).map((part) => el("li", {}, part)));
}

function purpose(app, row) {
  const { log } = app;
  const intent = app.head.intents[log.intent[row]];
  const who = app.userLink(log.user[row]);
  const community = log.community[row];
  const whose = community < 0 ? (intent ? ", of no community," : "") : [" of ", app.communityLink(community)];
  const design = log.design[row];
  const what = design < 0 ? null : [", for the design ", app.designLink(design)];
  if (!intent) return [who, " placed it. The log of a real event does not say why."];
  return [who, whose, " placed it ", WHY[intent] ?? intent, what, "."];
}

function call(app, row) {
  const post = app.log.post[row];
  if (post < 0) return app.head.imported ? null : "No post had called for it.";
  const { posts } = app.tables;
  const at = posts.x[post] >= 0 ? [" It points at ", app.placeLink(posts.x[post], posts.y[post]), "."] : null;
  return [
    "It followed a call ", calledFor(app, post), ", written by ", app.userLink(posts.user[post]), " on the board of ",
    app.communityLink(posts.community[post]), " at ", app.timeLink(posts.ts[post]), `, ${span(app.log.ts[row] - posts.ts[post])} before.`, at,
    ` ${count(app.log.followers([post]).get(post), "user")} followed it; ${count(posts.votes[post], "vote")} at the end.`,
  ];
}

/** What a post calls for: "to attack X". */
export function calledFor(app, post) {
  const { kind, target } = app.tables.posts;
  const whom = target[post] < 0 ? null : app.communityLink(target[post]);
  const words = { attack: ["to attack", " "], defend: ["to defend", " against "], help: ["to help", " "], treaty: ["for an alliance", " with "] };
  const [what, joint] = words[kind[post]] ?? [`to ${kind[post] || "come"}`, " for "];
  return [what, whom && [joint, whom]];
}

function knowledge(app, row) {
  const { design, user, ts } = app.log;
  if (design[row] < 0 || app.head.imported) return null;
  const known = app.learned?.find(user[row], design[row], ts[row]);
  if (!known) return null;
  const source = known.source >= 0 && known.source !== user[row] ? [": ", app.userLink(known.source), " had told it"] : null;
  return [`It knew the plan since `, app.timeLink(known.ts), `: it ${WAYS[known.way] ?? known.way}`, source, "."];
}

function answered(app, row, before) {
  const { log } = app;
  if (before === undefined) return "Nobody had placed anything here before.";
  if (before < BLANK) return "It covers what was painted from outside.";
  const color = [swatch(app.head.colors[log.color[before]]), " of ", app.userLink(log.user[before])];
  const intent = app.head.intents[log.intent[before]];
  const whose = log.community[before] < 0 ? null : [" for ", app.communityLink(log.community[before])];
  const why = intent ? ` (${intent})` : null;
  const age = span(log.ts[row] - log.ts[before]);
  if (log.color[before] === log.color[row]) return ["The same color stood here already: ", color, whose, why, `, placed ${age} before.`];
  return ["It painted over ", color, whose, why, `, which had stood ${age}.`];
}

function moment(app, row) {
  return link("Show the canvas just after it", () => app.step(row + 1));
}

/** How a user is called. */
export function userName(user) {
  return user < 0 ? "an unknown user" : `user ${user}`;
}
