// What changed the event: marks on the slider and a list, raids with who was hit and who came to help.

import { bound } from "./log.js";
import { count, el, facts, hours, span } from "./text.js";
import { list } from "./communities.js";

const QUIET = ["raid_over", "forum_up"];
const TITLES = {
  cooldown: (row) => `Cooldown ${span(1000 * row.value)}`,
  raid: (row) => `Raid of ${count(row.value, "user")}`,
  raid_over: () => "The raid ends",
  expand: (row) => `The canvas grows to ${row.x1 - row.x0} x ${row.y1 - row.y0}`,
  palette: (row) => `${row.colors.split(",").length} colors may be placed`,
  white_out: () => "Only one color may be placed",
  wipe: () => "An area is painted over",
};
const FORMS = { formed: "ally", broken: "break their alliance", ended: "end their alliance", truce: "settle their border",
  "truce over": "end their truce" };

/** All moments in order of time: when, kind, title, region (null: everywhere), and the number of the row. */
export function moments(app) {
  const { interventions, alliances, communities } = app.tables;
  const found = [];
  interventions.ts.forEach((ts, i) => {
    const row = Object.fromEntries(Object.entries(interventions).map(([name, values]) => [name, values[i]]));
    const region = row.x0 >= 0 && row.x1 > row.x0 ? [row.x0, row.y0, row.x1, row.y1] : null;
    const title = TITLES[row.kind]?.(row) ?? row.kind.replace("_", " ");
    found.push({ ts, kind: row.kind, title, region, ends: ending(interventions, i), main: !QUIET.includes(row.kind) });
  });
  communities.kind.forEach((kind, c) => {
    if (kind === "raid") found.push(uprising(app, c));
  });
  alliances.ts.forEach((ts, i) => {
    const [a, b] = [app.communityName(alliances.a[i]), app.communityName(alliances.b[i])];
    const what = alliances.what[i];
    const title = what === "betrayed" ? `${a} betrays ${b}` : `${a} and ${b} ${FORMS[what] ?? what}`;
    found.push({ ts, kind: what, title, region: null, sides: [alliances.a[i], alliances.b[i]],
      main: !what.startsWith("truce") });
  });
  return found.sort((a, b) => a.ts - b.ts);
}

/** A community that is a raid. */
function uprising(app, community) {
  const { communities } = app.tables;
  const { plans } = app;
  const design = communities.design[community];
  const drawn = design >= 0 && plans.start[design] >= 0;
  const region = drawn ? [plans.x[design], plans.y[design], plans.x[design] + plans.width[design], plans.y[design] + plans.height[design]] : null;
  const end = communities.ended[community];
  const title = `${communities.name[community]}, a raid`;
  return { ts: communities.founded[community], kind: "raid", title, region, ends: end < 0 ? app.head.end : end, community, main: true, small: true };
}

function ending(interventions, i) {
  const next = interventions.kind.findIndex((kind, j) => j > i && kind === `${interventions.kind[i]}_over`);
  return next < 0 ? interventions.ts[i] : interventions.ts[next];
}

/** Marks for the slider. */
export function marks(app, found) {
  return found
    .filter(({ main }) => main)
    .map(({ ts, kind, title, small }) => el("i", { class: `mark ${tone(kind)}${small ? " small" : ""}`, style: `left:${(100 * ts) / app.head.end}%`, title: `${hours(ts)}: ${title}` }));
}

function tone(kind) {
  if (kind === "raid" || kind === "betrayed") return "bad";
  if (kind === "formed") return "good";
  return ["broken", "ended"].includes(kind) ? "faint" : "plain";
}

/** The list of moments. */
export function momentList(app) {
  const rows = app.moments.map((moment) => {
    const open = el("button", { type: "button", class: "moment", click: () => app.openMoment(moment) });
    open.append(el("i", { class: `dot ${tone(moment.kind)}` }), el("span", { class: "when" }, hours(moment.ts)), el("span", {}, moment.title));
    return el("li", {}, open);
  });
  const none = "Nothing was changed from outside, and nobody allied.";
  return el("section", {}, el("h2", {}, "Moments"), rows.length ? el("ol", { class: "moments" }, rows) : el("p", { class: "quiet" }, none));
}

/** One moment. */
export function momentPanel(app, moment) {
  const parts = [el("h2", {}, moment.title)];
  const until = moment.ends > moment.ts ? [" until ", app.timeLink(moment.ends)] : null;
  parts.push(el("p", {}, "At ", app.timeLink(moment.ts), until, "."));
  if (moment.sides) parts.push(el("p", {}, moment.sides.map((side) => [app.communityLink(side), " "])));
  if (moment.community !== undefined) parts.push(el("p", {}, "It is ", app.communityLink(moment.community), "."));
  if (moment.kind === "raid" && moment.region) parts.push(raid(app, moment));
  return el("section", {}, parts);
}

/** Whom a raid hit, who repaired, and who came to help. */
function raid(app, moment) {
  const seen = watch(app, moment);
  const top = (map, text) =>
    [...map].sort((a, b) => b[1] - a[1]).slice(0, 8).map(([c, n]) => el("li", {}, c < 0 ? "people of no community" : app.communityLink(c), `: ${count(n, text)}`));
  const helpers = [...seen.helped].sort((a, b) => b[1].n - a[1].n).slice(0, 8);
  const came = helpers.map(([c, { n, first }]) => {
    const who = c < 0 ? "people of no community" : app.communityLink(c);
    return el("li", {}, who, `: ${count(n, "placement")}, the first at `, app.timeLink(first));
  });
  return el(
    "div",
    {},
    el("p", { class: "quiet" }, `Counted in its region until an hour after its end; attacks are placements with this intent.`),
    facts([["attacks", count(seen.attacks)], ["attackers", count(seen.attackers.size)], ["repairs", count(seen.repairs)], ["help", count(seen.help)]]),
    list("Who lost pixels to attacks", top(seen.hit, "pixel"), "Nobody."),
    list("Who repaired", top(seen.repaired, "placement"), "Nobody."),
    list("Who came to help others", came, "Nobody."),
  );
}

function watch(app, { ts, ends, region: [x0, y0, x1, y1] }) {
  const { log, head } = app;
  const seen = { attacks: 0, repairs: 0, help: 0, attackers: new Set(), hit: new Map(), repaired: new Map(), helped: new Map() };
  const last = app.replay.copy(log.before(ts));
  const to = bound(log.ts, log.count, ends + 3_600_000);
  for (let i = log.before(ts); i < to; i++) {
    const [x, y] = [log.pixel[i] % head.width, Math.floor(log.pixel[i] / head.width)];
    const before = last[log.pixel[i]];
    last[log.pixel[i]] = i;
    if (x < x0 || x >= x1 || y < y0 || y >= y1) continue;
    const intent = head.intents[log.intent[i]];
    const community = log.community[i];
    if (intent === "attack") {
      seen.attacks++;
      seen.attackers.add(log.user[i]);
      if (before >= 0 && log.color[before] !== log.color[i] && log.community[before] >= 0) more(seen.hit, log.community[before]);
    } else if (intent === "repair") {
      seen.repairs++;
      more(seen.repaired, community);
    } else if (intent === "help") {
      seen.help++;
      const known = seen.helped.get(community) ?? { n: 0, first: log.ts[i] };
      seen.helped.set(community, { n: known.n + 1, first: known.first });
    }
  }
  return seen;
}

function more(map, key) {
  map.set(key, (map.get(key) ?? 0) + 1);
}
