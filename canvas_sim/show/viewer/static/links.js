// Names of what a run has, as text and as links that open it.

import { NONE } from "./log.js";
import { userName } from "./why.js";
import { clock, el, link } from "./text.js";

/** What an explorer needs to speak of communities, designs, users, times and places. */
export function linksOf(explorer) {
  const communityName = (community) => explorer.tables.communities.name[community] || `community ${community}`;
  const designName = (design) => `${explorer.plans.name[design] || "design"} #${design}`;
  return {
    communityName,
    designName,
    communityLink: (community) => (community < 0 ? "no community" : link(communityName(community), () => explorer.openCommunity(community))),
    designLink: (design) => link(designName(design), () => explorer.openDesign(design)),
    userLink: (user) => link(userName(user), () => explorer.openUser(user)),
    timeLink: (ms) => link(clock(ms), () => explorer.jump(ms), `Go to ${clock(ms)}`),
    placeLink: (x, y) => link(`(${x}, ${y})`, () => look(explorer, x, y), `Go to pixel ${x}, ${y}`),
    picture: (design) => picture(explorer, design),
  };
}

function look(explorer, x, y) {
  explorer.view.set(x + 0.5, y + 0.5, Math.max(12, explorer.view.zoom));
  explorer.openPixel(x, y);
}

/** The template of a design, enlarged. */
function picture({ plans, head }, design) {
  const [width, height] = [plans.width[design], plans.height[design]];
  const canvas = el("canvas", { width, height, class: "template", role: "img", "aria-label": `The plan of ${plans.name[design]}` });
  const pen = canvas.getContext("2d");
  for (let at = 0; at < width * height; at++) {
    const color = plans.pixels[plans.start[design] + at];
    if (color === NONE) continue;
    pen.fillStyle = `#${head.colors[color]}`;
    pen.fillRect(at % width, Math.floor(at / width), 1, 1);
  }
  return canvas;
}
