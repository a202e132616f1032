import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Database } from '../../src/entities/database.js';
import { sql } from '../../src/entities/sql.js';
import { databases, newDatabaseUrl } from '../support/databases.js';
import { generateMesh } from '../support/generateMesh.js';
import { startServerProcess, type ServerProcess } from '../support/serverProcess.js';
import { halvesIn } from '../support/wholeness.js';

const PRODUCTS = 48;
const AT_ONCE = 4;
/** The server is killed when it has acknowledged this many publications, each time a little later after the last answer. */
const KILLS = [10, 22, 35];
const LATER_MS = 5;

const PUBLISH_MANIFEST = `mutation ($input: PublishManifestInput!) {
  publishManifest(input: $input) { manifest { name } userErrors { message } diagnostics { message } } }`;
const PUBLISH = `mutation ($input: CompileProductInput!) {
  publishProduct(input: $input) { product { fqn version } userErrors { message } } }`;
const PRODUCT = `query ($fqn: String!) { product(fqn: $fqn) { fqn version outputPorts { name } inputPorts { name } } }`;

const mesh = generateMesh({ products: PRODUCTS });

interface Published {
  readonly publishProduct: { readonly product: { readonly fqn: string } | null; readonly userErrors: unknown };
}

/**
 * Publishes what is left, a few at once, until all is published or `enough` is acknowledged; then the server is killed
 * while the others are on their way. Acknowledged fqns are added to `acknowledged` by their place.
 */
async function publishUntil(
  server: ServerProcess,
  acknowledged: Map<number, string>,
  enough: number,
  later = 0,
): Promise<void> {
  const left = mesh.products.map((_, index) => index).filter((index) => !acknowledged.has(index));
  let killed: Promise<void> | undefined;
  const worker = async (): Promise<void> => {
    for (let index = left.shift(); index !== undefined; index = left.shift()) {
      const { source, file } = mesh.products[index] ?? {};
      const asked = server.ask<Published>(PUBLISH, { input: { source, file } });
      const answer = await asked.catch((error: unknown) => {
        if (killed) return null;
        throw error;
      });
      if (!answer) return;
      const { product, userErrors } = answer.publishProduct;
      if (!product) throw new Error(JSON.stringify(userErrors));
      acknowledged.set(index, product.fqn);
      if (acknowledged.size >= enough) killed ??= sleep(later).then(() => server.end('SIGKILL'));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await killed;
}

/** Opens the store once nobody else has a transaction under way: a killed server's last statement may still be running. */
async function openAlone(url: string): Promise<Database> {
  const db = await Database.open(url);
  if (db.dialect === 'postgres') {
    const others = sql`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
                       AND state <> 'idle'`;
    await expect.poll(async () => (await db.all(others)).length, { timeout: 20_000 }).toBe(0);
  }
  return db;
}

const fqnsIn = async (db: Database): Promise<string[]> =>
  (await db.all<{ fqn: string }>(sql`SELECT fqn AS "fqn" FROM products ORDER BY fqn`)).map((each) => each.fqn);

describe.each(databases)('a server that is killed in the middle of publishing, on %s', (dialect) => {
  let url: string;
  let server: ServerProcess;

  beforeEach(async () => {
    url = await newDatabaseUrl(dialect);
    server = await startServerProcess(url);
    for (const input of mesh.manifests) {
      const { publishManifest } = await server.ask<{ publishManifest: { manifest: unknown } }>(PUBLISH_MANIFEST, {
        input,
      });
      expect(publishManifest.manifest, JSON.stringify(publishManifest)).not.toBeNull();
    }
  });
  afterEach(() => server.end('SIGKILL'));

  it(
    'keeps each acknowledged publication whole, and none by half, and goes on from there',
    { timeout: 300_000 },
    async () => {
      const acknowledged = new Map<number, string>();
      for (const [index, enough] of KILLS.entries()) {
        await publishUntil(server, acknowledged, enough, index * LATER_MS);
        const db = await openAlone(url);
        const standing = await fqnsIn(db);
        expect(standing).toEqual(expect.arrayContaining([...acknowledged.values()]));
        // Beyond these only those whose answer was on its way when the server was killed.
        expect(standing.length).toBeLessThanOrEqual(acknowledged.size + AT_ONCE);
        expect(await halvesIn(db)).toEqual([]);
        await db.close();
        server = await startServerProcess(url);
      }
      for (const fqn of acknowledged.values())
        expect(await server.ask(PRODUCT, { fqn })).toMatchObject({ product: { fqn, version: '1.0.0' } });

      await publishUntil(server, acknowledged, Infinity);
      const db = await openAlone(url);
      expect(await fqnsIn(db)).toEqual([...acknowledged.values()].sort());
      expect(acknowledged.size).toBe(PRODUCTS);
      expect(await halvesIn(db)).toEqual([]);
      const ties = mesh.products.flatMap(({ source }) => source.match(/^ {6}ref: domain-.*$/gm) ?? []);
      const contracts = await db.one<{ n: number }>(sql`SELECT COUNT(*) AS "n" FROM contracts WHERE status = 'active'`);
      expect(Number(contracts?.n)).toBe(ties.length);
      await db.close();
    },
  );
});
