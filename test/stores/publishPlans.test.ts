import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actions } from '../../src/actions/actions.js';
import { createActions } from '../../src/actions/createActions.js';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';
import { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { mustPublish } from '../support/acme.js';
import { databases, newDatabaseUrl } from '../support/databases.js';
import { generateMesh } from '../support/generateMesh.js';
import { enlarge, scansOf, type Scan } from '../support/plans.js';

const MESH = generateMesh({ products: 70 });
/** The last products of the mesh are published where the others stand. */
const FIRST = 60;

const inVersion = (request: ProductRequest, version: string): ProductRequest => ({
  ...request,
  source: request.source.replace('version: "1.0.0"', `version: "${version}"`),
});

/** What may be read from end to end. */
const ALLOWED: readonly (readonly [why: string, tables: readonly string[]])[] = [
  ['there are as many as the company has domains, or one row', ['domains', 'manifests', 'namespaces', 'event_counter']],
  ['those that are announced are few, by an index of them alone', ['announcements']],
  ['no product of this mesh has any', ['models']],
];
const SMALL = ALLOWED.flatMap(([, tables]) => tables);

describe.each(databases)('publishing on %s', (dialect) => {
  let db: Database;
  let url: string;
  let actions: Actions;
  beforeAll(async () => {
    url = await newDatabaseUrl(dialect);
    db = await Database.open(url);
    actions = createActions({
      db,
      clock: { now: () => new Date() },
      actor: { name: null },
      registry: { base: null },
    });
    for (const manifest of MESH.manifests) await actions.publishManifest(manifest);
    for (const product of MESH.products.slice(0, FIRST)) await mustPublish(actions, product);
  });
  afterAll(() => db.close());

  const estimated = async (table: string): Promise<number> =>
    Number((await db.one<{ n: number }>(sql`SELECT reltuples AS "n" FROM pg_class WHERE relname = ${table}`))?.n);

  it.runIf(dialect === 'postgres')('has the rows of a store that has just begun counted', async () => {
    for (const table of ['products', 'output_ports', 'lineage_edges'])
      expect(await estimated(table)).toBeGreaterThan(0);
    // Never by a publication: nobody plans by it.
    expect(await estimated('api_tokens')).toBe(-1);
  });

  it.runIf(dialect === 'postgres')('plans no statement for its parameters, however often it is run', async () => {
    const kept = await db.transaction((tx) =>
      tx.all<{ statement: string; anew: number; kept: number }>(
        sql`SELECT statement AS "statement", custom_plans AS "anew", generic_plans AS "kept" FROM pg_prepared_statements`,
      ),
    );
    const publishing = kept.filter(({ statement }) =>
      /FROM input_ports i|INTO lineage_edges|RECURSIVE reach/.test(statement),
    );
    expect(publishing.length).toBeGreaterThanOrEqual(3);
    for (const { anew, kept: times } of publishing) {
      expect(Number(anew)).toBe(0);
      expect(Number(times)).toBeGreaterThan(FIRST / 10);
    }
  });

  it('reads no table from end to end that grows with the mesh', async () => {
    const [next, ...others] = MESH.products.slice(FIRST);
    if (dialect === 'postgres') await enlarge(db);
    const { statements } = await db.countStatements(async () => {
      for (const product of others) await mustPublish(actions, product);
      if (next) await mustPublish(actions, next);
      if (next) await mustPublish(actions, inVersion(next, '1.1.0'));
      for (const product of MESH.products.slice(4, 6)) await mustPublish(actions, inVersion(product, '1.1.0'));
    });
    const scans: Scan[] = [];
    for (const statement of new Set(statements)) scans.push(...(await scansOf(db, url, statement)));
    expect(scans.filter(({ table, walked }) => !walked && !SMALL.includes(table))).toEqual([]);
  });
});
