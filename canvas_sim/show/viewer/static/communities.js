// Communities: the list of all, and one with its life, designs, friends, foes and calls.

import { alive, communityColor } from "./layers.js";
import { NONE } from "./log.js";
import { clock, count, el, facts, hours, link, swatch } from "./text.js";
import { calledFor } from "./why.js";

const FIRST = 60; // rows of a list at first
const ORDERS = {
  held: "pixels now",
  lost: "pixels lost to others",
  won: "pixels taken from others",
  members: "members at the end",
  founded: "newest first",
};

/** Pixels that each community holds now: Uint32Array by community. */
export function holdings(app) {
  const held = new Uint32Array(app.tables.communities.name.length);
  const { last } = app.replay.state;
  for (let i = 0; i < last.length; i++) if (last[i] >= 0 && app.log.community[last[i]] >= 0) held[app.log.community[last[i]]]++;
  return held;
}

/** All communities as a table that can be ordered. */
export function communityList(app) {
  const { communities } = app.tables;
  if (!communities.name.length) return el("p", { class: "quiet" }, "No communities: the log of a real event does not say for whom people placed.");
  const body = el("tbody");
  const head = el("th", { class: "number" });
  const choices = Object.entries(ORDERS).map(([name, text]) => el("option", { value: name }, text));
  const choice = el("select", { change: () => fill(FIRST) }, choices);
  const more = el("button", { type: "button", class: "plain", click: () => fill(Infinity) }, "Show all");
  function fill(most) {
    const by = choice.value;
    const held = holdings(app);
    const values = {
      held: (c) => held[c],
      lost: (c) => app.replay.lost.get(c) ?? 0,
      won: (c) => app.replay.won.get(c) ?? 0,
      members: (c) => communities.members[c],
      founded: (c) => communities.founded[c],
    };
    const all = communities.community.filter((c) => by !== "founded" || communities.founded[c] <= app.clock.ms);
    all.sort((a, b) => values[by](b) - values[by](a));
    head.textContent = by === "founded" ? "founded" : ORDERS[by];
    body.replaceChildren(...all.slice(0, most).map((c) => row(app, c, by === "founded" ? hours(values[by](c)) : count(values[by](c)))));
    more.hidden = all.length <= most;
  }
  fill(FIRST);
  app.live(() => fill(FIRST));
  const order = el("label", { class: "order" }, "Order by ", choice);
  const told = "Pixels lost and taken are counted over the whole log: another color on a pixel that others had placed.";
  const table = el("table", {}, el("thead", {}, el("tr", {}, el("th", {}, "community"), head)), body);
  return el("section", {}, el("h2", {}, count(communities.name.length, "community")), order, table, more, el("p", { class: "quiet" }, told));
}

function row(app, community, value) {
  return el("tr", {}, el("td", {}, swatch(communityColor(community)), app.communityLink(community)), el("td", { class: "number" }, value));
}

/** One community. */
export function communityPanel(app, community) {
  const { communities } = app.tables;
  const ended = communities.ended[community];
  const kind = communities.kind[community];
  const parts = [
    el("h2", {}, swatch(communityColor(community)), app.communityName(community)),
    kind === "template" ? null : el("p", { class: "quiet" }, kind === "raid" ? "A raid from outside." : "A pattern that spreads."),
    facts([
      ["founded", [app.timeLink(communities.founded[community]), " by ", app.userLink(communities.founder[community])]],
      ["ended", ended < 0 ? "not before the end" : app.timeLink(ended)],
      ["members at the end", count(communities.members[community])],
      ["pixels now", app.live(() => count(holdings(app)[community]))],
      ["lost to others", count(app.replay.lost.get(community) ?? 0, "pixel")],
      ["taken from others", count(app.replay.won.get(community) ?? 0, "pixel")],
    ]),
    el("p", { class: "quiet" }, "On the canvas its pixels are lit; where its plan is not fulfilled, the color that it wants is marked."),
    activity(app, community),
    designs(app, community),
    allies(app, community),
    foes(app, community),
    calls(app, community),
  ];
  return el("section", { class: "community" }, parts);
}

/** Its placements over time, as bars. */
function activity(app, community) {
  const bars = new Uint32Array(72);
  const { log, head } = app;
  for (let i = 0; i < log.count; i++) if (log.community[i] === community) bars[Math.min(71, Math.floor((log.ts[i] / head.end) * 72))]++;
  const most = Math.max(1, ...bars);
  const drawn = [...bars].map((bar) => el("i", { style: `height:${(100 * bar) / most}%` }));
  const total = bars.reduce((sum, bar) => sum + bar, 0);
  const text = `${count(total, "placement")} for it over ${hours(head.end)}`;
  return el("figure", {}, el("div", { class: "bars", role: "img", "aria-label": text }, drawn), el("figcaption", {}, text));
}

function designs(app, community) {
  const { plans } = app;
  const mine = plans.design.filter((design) => plans.community[design] === community);
  const rows = mine.map((design) => {
    const end = plans.ended[design] < 0 ? "" : ` to ${hours(plans.ended[design])}`;
    return el("li", {}, app.designLink(design), ` from ${hours(plans.founded[design])}${end}`, app.live(() => standing(app, design)));
  });
  return list("Designs", rows, "It has none.");
}

/** How much of a design stands now. */
export function standing(app, design) {
  const { plans, replay, head } = app;
  if (plans.start[design] < 0 || !alive(plans, design, app.clock.ms)) return "";
  let [right, all] = [0, 0];
  for (let at = 0; at < plans.width[design] * plans.height[design]; at++) {
    const color = plans.pixels[plans.start[design] + at];
    if (color === NONE) continue;
    const pixel = (plans.y[design] + Math.floor(at / plans.width[design])) * head.width + plans.x[design] + (at % plans.width[design]);
    all++;
    if (replay.state.color[pixel] === color) right++;
  }
  return `, ${Math.round((100 * right) / Math.max(1, all))} % of ${count(all, "pixel")} right now`;
}

function allies(app, community) {
  const { alliances } = app.tables;
  const rows = [];
  alliances.ts.forEach((ts, i) => {
    if (alliances.a[i] !== community && alliances.b[i] !== community) return;
    const other = alliances.a[i] === community ? alliances.b[i] : alliances.a[i];
    rows.push(el("li", {}, app.timeLink(ts), `: ${treaty(alliances, i, community)} `, app.communityLink(other), ` (${alliances.cause[i]})`));
  });
  return list("Alliances", rows, "It never had an ally.");
}

function treaty(alliances, i, community) {
  const what = alliances.what[i];
  if (what === "formed") return "allied with";
  if (what === "betrayed") return alliances.a[i] === community ? "betrayed" : "was betrayed by";
  const others = { broken: "broke with", truce: "settled the border with", "truce over": "truce ended with" };
  return others[what] ?? "alliance ended with";
}

/** Whom it attacked, and who attacked it, by intent. */
function foes(app, community) {
  const { log, plans } = app;
  const attack = app.head.intents.indexOf("attack");
  const [by, on] = [new Map(), new Map()];
  for (let i = 0; i < log.count; i++) {
    if (log.intent[i] !== attack || log.design[i] < 0) continue;
    const victim = plans.community[log.design[i]];
    if (victim === community && log.community[i] !== community) note(by, log.community[i], log.ts[i]);
    if (log.community[i] === community && victim !== community) note(on, victim, log.ts[i]);
  }
  return [list("Attacked by", strokes(app, by), "Nobody."), list("Attacked", strokes(app, on), "Nobody.")];
}

function note(strokes, other, ts) {
  const known = strokes.get(other) ?? { times: 0, first: ts };
  strokes.set(other, { times: known.times + 1, first: known.first, last: ts });
}

function strokes(app, found) {
  const rows = [...found].sort((a, b) => b[1].times - a[1].times).slice(0, 6);
  return rows.map(([other, { times, first, last }]) => {
    const who = other < 0 ? "people of no community" : app.communityLink(other);
    return el("li", {}, who, `: ${count(times, "placement")}, from `, app.timeLink(first), ` to ${hours(last)}`);
  });
}

function calls(app, community) {
  const { posts } = app.tables;
  const mine = posts.post.filter((post) => posts.community[post] === community);
  const followers = app.log.followers(mine);
  mine.sort((a, b) => followers.get(b) - followers.get(a));
  const rows = mine.slice(0, 6).map((post) => {
    const spot = posts.x[post] < 0 ? null : [" at ", app.placeLink(posts.x[post], posts.y[post])];
    return el("li", {}, app.timeLink(posts.ts[post]), ": ", calledFor(app, post), spot, `, ${count(followers.get(post), "user")} followed`);
  });
  const title = mine.length > rows.length ? `Calls that most followed, of ${count(mine.length)}` : "Calls";
  return list(title, rows, "It called for nothing.");
}

/** A titled list, or what to say instead. */
export function list(title, rows, none) {
  return el("div", {}, el("h3", {}, title), rows.length ? el("ul", { class: "plain-list" }, rows) : el("p", { class: "quiet" }, none));
}

/** One design. */
export function designPanel(app, design) {
  const { plans } = app;
  const pattern = plans.start[design] < 0;
  const ended = plans.ended[design];
  const pairs = [
    ["community", plans.community[design] < 0 ? "none" : app.communityLink(plans.community[design])],
    ["from", app.timeLink(plans.founded[design])],
    ["until", ended < 0 ? "not ended" : app.timeLink(ended)],
    ["place", app.placeLink(plans.x[design], plans.y[design])],
    ["size", pattern ? "as far as it spreads" : `${plans.width[design]} x ${plans.height[design]}, ${count(plans.area[design], "pixel")}`],
  ];
  const picture = pattern ? null : app.picture(design);
  return el("section", {}, el("h2", {}, app.designName(design)), facts(pairs), el("p", {}, app.live(() => standing(app, design).slice(2))), picture);
}

/** One user: what it placed. */
export function userPanel(app, user) {
  const { log } = app;
  const rows = [];
  for (let i = 0; i < log.count; i++) if (log.user[i] === user) rows.push(i);
  if (!rows.length) return el("section", {}, el("h2", {}, `User ${user}`), el("p", {}, "No placement of this user is in the log."));
  const newest = rows.slice(-FIRST).reverse();
  const lines = newest.map((i) => {
    const [x, y] = [log.pixel[i] % app.head.width, Math.floor(log.pixel[i] / app.head.width)];
    const intent = app.head.intents[log.intent[i]];
    const whose = log.community[i] < 0 ? null : [" for ", app.communityLink(log.community[i])];
    return el("li", {}, app.timeLink(log.ts[i]), " ", swatch(app.head.colors[log.color[i]]), " ", app.placeLink(x, y), intent ? ` ${intent}` : null, whose);
  });
  const told = `${count(rows.length, "placement")}, the first at ${clock(log.ts[rows[0]])}, the last at ${clock(log.ts[rows.at(-1)])}.`;
  const all = rows.length > newest.length ? `The last ${newest.length}:` : "All:";
  const lit = link("Light up its pixels", () => app.light({ user }));
  return el("section", {}, el("h2", {}, user < 0 ? "Unknown users" : `User ${user}`), el("p", {}, told, " ", lit), list(all, lines, ""));
}
