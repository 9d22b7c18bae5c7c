// Unpacks a run behind the page: its canvas first, then tables, then the log, a slice at a time.

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
  const packed = await unpacked(await source.part("tables"));
  const tables = JSON.parse(new TextDecoder().decode(packed.json));
  explorer.tables = tables;
  explorer.plans = new Plans(tables.designs, packed.templates);
  const log = new Log(head, tables, explorer.plans);
  explorer.log = log;
  explorer.replay = new Replay(head, log, tables.paintings);
  explorer.known();
  for (let chunk = 0; !log.whole; chunk++) await take(explorer, await unpacked(await source.part(`log-${chunk}`)));
  if (!head.imported) explorer.learned = new Learned(await unpacked(await source.part("learned")), head.ways);
  explorer.came(1);
  explorer.soon();
  explorer.reopen();
  return explorer;
}

async function take(explorer, columns) {
  const { log, replay, head } = explorer;
  for (const _ of log.append(columns)) {
    replay.grow();
    explorer.came(log.count / head.placements);
    await breath();
  }
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
