import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildDist } from '../scripts/build.js';
import { createActions } from '../src/actions/createActions.js';
import { Database } from '../src/entities/database.js';
import { startCatalogPeer, stopPeers } from '../bench/http/peers.js';
import { slicesOf, type Sample } from '../chaos/soak/flatness.js';
import { sampleOf } from '../chaos/soak/sampleOf.js';
import { ACME_MANIFESTS, ACME_PRODUCTS, acmeManifest, acmeProduct } from '../test/support/acme.js';
import { startPostgres } from '../test/support/postgresServer.js';
import { Fuzzer, type Fuzzed } from './run.js';

// npm run fuzz                                      100,000 requests to each store, of a seed that is printed
// npm run fuzz -- --seconds 600                     for as long at each store
// npm run fuzz -- --store SQLite --seed 7 --from 1234 --operations 1     one request again
const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    from: { type: 'string', default: '0' },
    store: { type: 'string', default: 'SQLite,PostgreSQL' },
    'at-once': { type: 'string', default: '4' },
  },
});

/** After so many requests the server is asked what it holds: often enough to meet the time after a collection. */
const SAMPLED = 20;

async function publishAcme(url: string): Promise<void> {
  const db = await Database.open(url);
  const actions = createActions({
    db,
    clock: { now: () => new Date() },
    actor: { name: 'fuzz' },
    registry: { base: null },
  });
  for (const { file } of ACME_MANIFESTS) await actions.publishManifest(acmeManifest(file));
  for (const name of ACME_PRODUCTS) await actions.publishProduct(acmeProduct(name));
  await db.close();
}

function print(store: string, seed: number, { asked, told, faults }: Fuzzed): void {
  const counts = [...told].sort((a, b) => b[1] - a[1]).map(([what, times]) => `${what} ${times}`);
  console.log(`${store}, seed ${seed}: ${asked} requests, ${faults.length} faults; ${counts.join(', ')}`);
  for (const { number, why, request } of faults.slice(0, 20))
    console.log(`\n--seed ${seed} --from ${number} --operations 1\n${why}\n${request.slice(0, 4_000)}`);
}

async function ofStore(store: string, url: string): Promise<Fuzzed> {
  await publishAcme(url);
  const peer = await startCatalogPeer('floe', { DATABASE_URL: url });
  try {
    const seed = Number(values.seed);
    const operations = Number(values.operations);
    const every = Math.max(1, Math.floor(operations / 20));
    const origin = peer.url.replace(/\/graphql$/, '');
    let samples: Sample[] = [];
    const onProgress = (asked: number): void => {
      if (asked % SAMPLED === 0) sampleOf(origin).then((sample) => samples.push(sample), console.error);
      if (asked % every !== 0) return;
      const [slice] = slicesOf(samples, 1);
      samples = [];
      const { resident = NaN, heap = NaN } = slice ?? {};
      console.log(
        `${asked} requests; resident ${resident.toFixed(0)} MB, held after a collection ${heap.toFixed(0)} MB at least`,
      );
    };
    const fuzzed = await Fuzzer.run({
      url: origin,
      seed,
      from: Number(values.from),
      operations,
      seconds: Number(values.seconds),
      atOnce: Number(values['at-once']),
      onProgress,
    });
    print(store, seed, fuzzed);
    if (peer.child.exitCode !== null) throw new Error(`the server ended with ${peer.child.exitCode}`);
    return fuzzed;
  } finally {
    await stopPeers([peer]);
  }
}

const STORES = ['SQLite', 'PostgreSQL'];
const unknown = values.store.split(',').find((store) => !STORES.includes(store));
if (unknown !== undefined)
  throw new Error(`--store ${unknown} is none: expected ${STORES.join(', ')}, or both with a comma.`);

await buildDist();
const folder = await mkdtemp(path.join(tmpdir(), 'floe-fuzz-'));
const stores = values.store.split(',');
const postgres = stores.includes('PostgreSQL') ? await startPostgres() : undefined;
try {
  for (const store of stores) {
    const url = store === 'SQLite' ? `sqlite:${path.join(folder, 'fuzz.sqlite')}` : await postgres?.create('fuzz');
    if (url && (await ofStore(store, url)).faults.length > 0) process.exitCode = 1;
  }
} finally {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
}
