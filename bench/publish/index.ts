import { buildDist } from '../../scripts/build.js';
import { createActions } from '../../src/actions/createActions.js';
import { compileOffLoop } from '../../src/adapters/compileOffLoop.js';
import { readConfig } from '../../src/config/config.js';
import { Database } from '../../src/entities/database.js';
import { startBuiltThread } from '../../test/support/built.js';
import { generateMesh, type GeneratedMesh } from '../../test/support/generateMesh.js';
import { openDriver } from '../stores/handwritten.js';
import { round } from '../measure.js';
import type { Measured } from '../measured.js';
import { bulkInsert, publishAll } from './publishing.js';
import type { Dialect, Stores } from '../stores/stores.js';

/** What publishing a generated company by one request after the other took. */
interface PublishedMany {
  readonly seconds: number;
  readonly statements: number;
}

/** So many products go with a request. */
const REQUEST = 1000;

/** Publishes the generated company many products at once, compiled in threads as on a server; its products timed. */
async function publishManyOf(db: Database, mesh: GeneratedMesh): Promise<PublishedMany> {
  const { compileThreads, compileInlineKb, compileMemoryMb, compileLimitSeconds } = readConfig({});
  const threads = { compileThreads, compileInlineKb, compileMemoryMb, compileLimitSeconds };
  const { compiling, beside, pool } = compileOffLoop(threads, startBuiltThread, (error) => console.error(error));
  const clock = { now: () => new Date() };
  const actions = createActions({ db, clock, actor: { name: 'bench' }, registry: { base: null }, compiling, beside });
  const publish = async (request: Parameters<typeof actions.publishMany>[0]): Promise<void> => {
    const { results } = await actions.publishMany(request);
    const refused = results.find(({ manifest, product }) => !manifest && !product);
    if (refused) throw new Error(JSON.stringify([refused.userErrors, refused.compilation?.diagnostics]));
  };
  try {
    await publish({ manifests: mesh.manifests, products: [] });
    const start = performance.now();
    const { statements } = await db.countStatements(async () => {
      for (let at = 0; at < mesh.products.length; at += REQUEST)
        await publish({ manifests: [], products: mesh.products.slice(at, at + REQUEST) });
    });
    return { seconds: (performance.now() - start) / 1000, statements: statements.length };
  } finally {
    await pool.close();
  }
}

/** Larger companies are published one by one too slowly to be waited for. */
const ONE_BY_ONE = 2000;

async function benchMany(products: number, dialect: Dialect, stores: Stores): Promise<Measured[]> {
  const url = await stores.empty(dialect);
  const db = await Database.open(url);
  const driver = openDriver(url);
  try {
    const { seconds, statements } = await publishManyOf(db, generateMesh({ products }));
    const bulk = await bulkInsert(driver, await stores.empty(dialect));
    const cells = [`${products} on ${dialect}`, round(products / seconds), `${round(seconds)} s`, statements];
    console.log(`| ${[...cells, round(products / bulk), (bulk / seconds).toFixed(3)].join(' | ')} |`);
    return [
      { name: `publish.many.${dialect}`, size: products, value: bulk / seconds },
      { name: `publish.load.${dialect}`, size: products, value: seconds },
    ];
  } finally {
    await driver.close();
    await db.close();
  }
}

async function benchOneByOne(products: number, dialect: Dialect, stores: Stores): Promise<Measured[]> {
  const url = await stores.empty(dialect);
  const db = await Database.open(url);
  const driver = openDriver(url);
  try {
    const { seconds, compiling, statements, waits } = await publishAll(db, generateMesh({ products }));
    const bulk = await bulkInsert(driver, await stores.empty(dialect));
    const cells = [
      `${products} on ${dialect}`,
      round(products / seconds),
      `${round((compiling * 1000) / products)} ms`,
      statements,
      waits,
      round(products / bulk),
      (bulk / seconds).toFixed(3),
    ];
    console.log(`| ${cells.join(' | ')} |`);
    return [{ name: `publish.one.${dialect}`, size: products, value: bulk / seconds }];
  } finally {
    await driver.close();
    await db.close();
  }
}

/**
 * `npm run bench publish`: a company published product by product, and many at once, beside the same rows by the driver's
 * bulk insert.
 */
export async function benchPublish(sizes: readonly number[], stores: Stores): Promise<Measured[]> {
  await buildDist();
  const measured: Measured[] = [];
  const small = sizes.filter((size) => size <= ONE_BY_ONE);
  console.log(
    '| products | published one by one, per second | compiling, each | statements of the last | waits | by bulk insert, per second | ratio |',
  );
  console.log('|---|---|---|---|---|---|---|');
  for (const size of small)
    for (const dialect of stores.dialects) measured.push(...(await benchOneByOne(size, dialect, stores)));
  console.log(
    '\n| products | published many at once, per second | all | statements | by bulk insert, per second | ratio |',
  );
  console.log('|---|---|---|---|---|---|');
  for (const size of sizes)
    for (const dialect of stores.dialects) measured.push(...(await benchMany(size, dialect, stores)));
  return measured;
}
