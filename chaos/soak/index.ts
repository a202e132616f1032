import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildDist } from '../../scripts/build.js';
import { endTest } from '../../test/support/atEnd.js';
import { startPostgres } from '../../test/support/postgresServer.js';
import { isFlat, MOST } from './flatness.js';
import { soak, type Soaked } from './run.js';

// npm run soak                                  half an hour, a server on each store at the same time
// npm run soak -- --seconds 7200 --store SQLite
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '1800' },
    reads: { type: 'string', default: '10' },
    writes: { type: 'string', default: '1' },
    observations: { type: 'string', default: '2' },
    followers: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    store: { type: 'string', default: 'SQLite,PostgreSQL' },
  },
});

const STORES = ['SQLite', 'PostgreSQL'];
const stores = values.store.split(',');
const unknown = stores.find((store) => !STORES.includes(store));
if (unknown !== undefined)
  throw new Error(`--store ${unknown} is none: expected ${STORES.join(', ')}, or both with a comma.`);

/** Prints what came of it; whether all is well. */
function print(store: string, { slices, growth, told, faults, ...counts }: Soaked): boolean {
  const minutes = Number(values.seconds) / 60 / slices.length;
  console.log(`\n## ${store}\n\n| after minutes | resident, MB | held after a collection, MB |\n|--:|--:|--:|`);
  for (const [nth, { resident, heap }] of slices.entries())
    console.log(`| ${((nth + 1) * minutes).toFixed(1)} | ${resident.toFixed(0)} | ${heap.toFixed(0)} |`);
  const answers = [...told].map(([what, codes]) => `${what}: ${[...codes].map((each) => each.join(' ')).join(', ')}`);
  console.log(`\n${answers.join('; ')}`);
  const { published, delivered, followed } = counts;
  console.log(
    `${published} published, ${delivered} delivered by webhook, ${followed} followed; ${faults.length} faults`,
  );
  for (const fault of faults.slice(0, 20)) console.log(fault);
  const flat = isFlat(growth);
  const ratios = `resident ${growth.resident.toFixed(2)}, held ${growth.heap.toFixed(2)}`;
  console.log(`the last third beside the middle one: ${ratios}: ${flat ? 'flat' : `more than ${MOST}`}`);
  return flat && faults.length === 0;
}

await buildDist();
const folder = await mkdtemp(path.join(tmpdir(), 'floe-soak-'));
const postgres = stores.includes('PostgreSQL') ? await startPostgres() : undefined;
try {
  const { seconds, reads, writes, observations, followers, seed } = values;
  console.log(`seed ${seed}`);
  const soaked = await Promise.all(
    stores.map(async (store) => {
      const databaseUrl =
        (store === 'PostgreSQL' ? await postgres?.create('soak') : undefined) ??
        `sqlite:${path.join(folder, 'soak.sqlite')}`;
      const options = { seconds, reads, writes, observations, followers, seed };
      const numbers = Object.fromEntries(Object.entries(options).map(([name, text]) => [name, Number(text)]));
      return { store, came: await soak({ databaseUrl, ...(numbers as Record<keyof typeof options, number>) }) };
    }),
  );
  for (const { store, came } of soaked) if (!print(store, came)) process.exitCode = 1;
} finally {
  await endTest();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
}
