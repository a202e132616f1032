import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actions } from '../../src/actions/actions.js';
import { createActions } from '../../src/actions/createActions.js';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';
import type { Database } from '../../src/entities/database.js';
import { mustPublish, publishAcmeManifests } from '../support/acme.js';
import { databases, openTestDatabase } from '../support/databases.js';

const PLATFORM = 'oci://registry.acme.com/domains/marketing-platform:v1.3.0';
const head = (name: string, version: string): string => `apiVersion: floe.dev/v1
kind: DataProduct
metadata: { name: ${name}, version: "${version}" }
domain: { ref: "${PLATFORM}" }
ownership: { team: t, email: t@acme.com }
`;
const request = (source: string): ProductRequest => ({ source, file: 'data-product.yaml', files: [] });

/** A provider of one port with these columns. */
const provider = (name: string, version: string, columns: readonly string[]): ProductRequest =>
  request(`${head(name, version)}output_ports:
  - name: out
    table: marketing.gold.${name}
    schema: { columns: [${columns.map((column) => `{ name: ${column}, type: string }`).join(', ')}] }
    sla: { freshness: 24h, availability: 99% }
    access: { default: allow }
schedule: { cron: "0 */6 * * *" }
`);

/** A product that reads the port of each of these providers. */
const reader = (name: string, providers: readonly string[], version = '1.0.0'): ProductRequest =>
  request(`${head(name, version)}output_ports:
  - { name: out, table: marketing.gold.${name}, schema: { columns: [{ name: id, type: string }] }, sla: { freshness: 24h, availability: 99% }, access: { default: allow } }
${providers.length > 0 ? 'input_ports:\n' : ''}${providers.map((each) => `  - { name: ${each}, source: { type: data_product, ref: marketing.${each}.out } }`).join('\n')}
schedule: { cron: "0 */6 * * *" }
`);

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../src/actions/contracts/README.md'), 'utf8');

/** The figures of the page: before the lock, under it, of these for contracts; and how often PostgreSQL is waited for. */
const figures = new Map(
  [...PAGE.matchAll(/^\| (.+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$/gm)].map(([, what = '', ...counts]) => [
    what,
    counts.map(Number),
  ]),
);
/** The tables that the page names in the order in which they are touched. */
const touched = [...(/touches, in this order:([^;]*);/.exec(PAGE)?.[1] ?? '').matchAll(/`(\w+)`/g)].map(
  ([, name]) => name,
);

const LOCK = /UPDATE event_counter SET last_seq = last_seq WHERE/;
const tableWritten = (statement: string): string[] =>
  [...statement.matchAll(/^\s*(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)/g)].map(([, table = '']) => table);

describe.each(databases)('a publication on %s', (dialect) => {
  let db: Database;
  let actions: Actions;
  const waited: [string, number][] = [];
  const counts: { few: Map<string, number[]>; many: Map<string, number[]> } = { few: new Map(), many: new Map() };

  /** The life of a provider with so many readers, each step counted. */
  async function live(readers: number): Promise<Map<string, number[]>> {
    const counted = new Map<string, number[]>();
    const count = async (what: string, work: () => Promise<unknown>): Promise<void> => {
      const { statements, waits } = await db.countStatements(work);
      const lock = statements.findIndex((each) => LOCK.test(each));
      expect(statements.slice(0, lock).flatMap(tableWritten)).toEqual([]);
      const from = statements.findIndex((each) => each.includes('UPDATE input_ports SET provider_port_id'));
      const to = statements.findIndex((each) =>
        /UPDATE (compilations|event_counter) SET (?!last_seq = last_seq W)/.test(each),
      );
      counted.set(what, [lock, statements.length - lock, from < 0 ? 0 : to - from]);
      waited.push([what, waits]);
    };
    const hub = `hub-${readers}`;
    const names = Array.from({ length: readers }, (_, index) => `reader-${readers}-${index}`);
    const hubAt = (version: string, ...columns: string[]) => mustPublish(actions, provider(hub, version, columns));
    await count('a product that nobody reads', () => hubAt('1.0.0', 'id', 'name'));
    await count('the same version again', () => hubAt('1.0.0', 'id', 'name'));
    for (const name of names) await mustPublish(actions, reader(name, [hub]));
    await count('a product that reads others', () => mustPublish(actions, reader(`wide-${readers}`, names)));
    await count('a version in which nothing changes for its readers', () => hubAt('1.0.1', 'id', 'name'));
    await count('a version with one more column: its contracts get a version', () =>
      hubAt('1.1.0', 'id', 'name', 'email'),
    );
    const broken = { ...provider(hub, '2.0.0', ['id', 'email']), forceReason: 'Names are gone.' };
    await count('a version that breaks them, forced', () => mustPublish(actions, broken));
    await count('a version that heals them', () => hubAt('3.0.0', 'id', 'name', 'email'));
    await count('the retirement of a reader', () =>
      actions.retireProduct({ fqn: `marketing.wide-${readers}`, reason: 'Nobody needs it.' }),
    );
    return counted;
  }

  beforeAll(async () => {
    db = await openTestDatabase(dialect);
    const clock = { now: () => new Date('2026-01-15T12:00:00.000Z') };
    actions = createActions({ db, clock, actor: { name: null }, registry: { base: null } });
    await publishAcmeManifests(actions);
    counts.few = await live(1);
    counts.many = await live(30);
  });
  afterAll(() => db.close());

  it('costs as many statements for thirty readers as for one', () => {
    expect(counts.many).toEqual(counts.few);
  });

  it('costs what src/actions/contracts/README.md says', () => {
    const statements = new Map([...figures].map(([what, figure]) => [what, figure.slice(0, 3)]));
    expect(Object.fromEntries(counts.few)).toEqual(Object.fromEntries(statements));
  });

  it.runIf(dialect === 'postgres')(
    'waits for the store no more often than the page says, for thirty readers too',
    () => {
      expect(waited).toHaveLength(2 * figures.size);
      for (const [what, waits] of waited)
        expect([what, Math.max(waits, figures.get(what)?.[3] ?? 0)]).toEqual([what, figures.get(what)?.[3]]);
    },
  );

  it('writes nothing before it holds the lock, and then in the order that the page gives', async () => {
    await mustPublish(actions, provider('other', '1.0.0', ['id']));
    await mustPublish(actions, reader('last', []));
    await actions.announceProduct({ ...provider('other', '2.0.0', ['key']), effectiveAt: '2027-01-01T00:00:00.000Z' });
    const { statements } = await db.countStatements(() => mustPublish(actions, reader('last', ['other'], '1.0.1')));
    expect([...new Set(statements.flatMap(tableWritten))]).toEqual(touched);
  });
});
