// Unpacks a run behind the page: its canvas first, then tables, then the log, a slice at a time; then another run, if there is one.

import { Learned } from "./learned.js";
import { Log, Plans } from "./log.js";
import { Replay } from "./replay.js";
import { unpacked } from "./unpack.js";

/** Give an explorer all that its source has. */
export async function load(explorer) {
  const { source, head } = explorer;
  if (!("DecompressionStream" in window)) throw new Error("this browser is too old; any of 2023 or later will do");
  explorer.first((await unpacked(await source.part("canvas"))).canvas);
  await frame();
  Object.assign(explorer, await begun(source, "", head));
  explorer.known();
  await filled(explorer, source, "", (share) => explorer.came(share, "the log"));
  if (!head.imported) explorer.learned = new Learned(await unpacked(await source.part("learned")), head.ways);
  explorer.soon();
  explorer.reopen();
  if (head.twin) {
    const twin = await begun(source, "twin-", head.twin);
    await filled(twin, source, "twin-", (share) => explorer.came(share, "the other run"));
    explorer.meet(twin);
  }
  return explorer;
}

/** Tables of a run, and its log, which is still empty. */
async function begun(source, prefix, head) {
  const packed = await unpacked(await source.part(`${prefix}tables`));
  const tables = JSON.parse(new TextDecoder().decode(packed.json));
  const plans = new Plans(tables.designs, packed.templates);
  const log = new Log(head, tables, plans);
  return { head, tables, plans, log, replay: new Replay(head, log, tables.paintings) };
}

/** Fill the log; `tell` hears which share is there. */
async function filled({ log, replay, head }, source, prefix, tell) {
  for (let chunk = 0; !log.whole; chunk++) {
    for (const _ of log.append(await unpacked(await source.part(`${prefix}log-${chunk}`)))) {
      replay.grow();
      tell(log.count / head.placements);
      await breath();
    }
  }
  tell(1);
}

/** Wait until the page was drawn; a page that nobody looks at is not. */
function frame() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 500);
  });
}

/** Let the page do what it has to do. */
function breath() {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(channel.port1.close());
    channel.port2.postMessage(0);
  });
}
