import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import { countOf, countsByParent, type ChildQuery, type PagedQuery } from '../../src/entities/paging.js';
import { changesQuery, contractsQuery } from '../../src/entities/reads/contracts.js';
import { listedProductsQuery, productsQuery } from '../../src/entities/reads/products.js';
import { breachesQuery } from '../../src/entities/reads/sla/lists.js';
import { sql } from '../../src/entities/sql.js';
import { publishManifests, publishSketches, type ProductSketch } from '../resolvers/company.js';
import { Graph } from '../resolvers/graph.js';
import { databases } from '../support/databases.js';

const DOMAINS = ['sales', 'marketing', 'finance'];
const FQNS = ['sales.a', 'sales.b', 'marketing.c', 'finance.d'];
const OWNERS = ['analysts', 'engineers'];
const PATTERNS = ['medallion', 'kimball'] as const;
const STATUSES = ['active', 'retired', 'pending'];
const KINDS = ['CONTRACT_ESTABLISHED', 'COLUMN_REMOVED', 'COLUMN_ADDED'];

/** Every filter whose number is kept. */
const LISTS: Readonly<Record<string, PagedQuery>> = {
  products: productsQuery(null, null),
  ...Object.fromEntries(DOMAINS.map((domain) => [domain, productsQuery({ domains: [domain] }, null)])),
  'two domains': productsQuery({ domains: ['sales', 'finance', 'none'] }, null),
  'no domain': productsQuery({ domains: [] }, null),
  ...Object.fromEntries(OWNERS.map((owner) => [owner, productsQuery({ owner }, null)])),
  'an email': productsQuery({ owner: 'analysts@acme.com' }, null),
  ...Object.fromEntries(PATTERNS.map((pattern) => [pattern, productsQuery({ pattern }, null)])),
  contracts: contractsQuery(null),
  ...Object.fromEntries(STATUSES.map((status) => [status, contractsQuery({ status: [status] })])),
  'two statuses': contractsQuery({ status: ['active', 'broken'] }),
  changes: changesQuery(null),
  ...Object.fromEntries(KINDS.map((kind) => [kind, changesQuery({ kinds: [kind] })])),
  'two severities': changesQuery({ severities: ['breaking', 'info'] }),
  'an actor': changesQuery({ actors: ['olga'] }),
  'two actors': changesQuery({ actors: ['olga', 'test'] }),
  breaches: breachesQuery(null),
  'open breaches': breachesQuery({ open: true }),
  'resolved breaches': breachesQuery({ open: false }),
};
const BY_DOMAIN: ChildQuery = listedProductsQuery(null, null);

type Step =
  | { readonly do: 'publish'; readonly sketch: ProductSketch }
  | { readonly do: 'retire'; readonly fqn: string }
  | { readonly do: 'rename owners' | 'rename actors' | 'breach' | 'resolve' | 'forget' };

const port = fc.constantFrom(...FQNS).map((fqn) => `${fqn}.${fqn.slice(-1)}_out`);
const publish = fc
  .record({
    fqn: fc.constantFrom(...FQNS),
    owner: fc.constantFrom(...OWNERS),
    pattern: fc.constantFrom(...PATTERNS),
    columns: fc.subarray(['id', 'email', 'region'], { minLength: 1 }),
    reads: fc.option(port, { nil: undefined }),
  })
  .map(({ fqn, owner, pattern, columns, reads }): Step => {
    const outputs = { [`${fqn.slice(-1)}_out`]: columns };
    const inputs: Record<string, string> = reads ? { source: reads } : {};
    return { do: 'publish', sketch: { fqn, owner, pattern, outputs, inputs } };
  });
const retire = fc.constantFrom(...FQNS).map((fqn): Step => ({ do: 'retire', fqn }));
const other = fc.constantFrom<Step>(
  { do: 'rename owners' },
  { do: 'rename actors' },
  { do: 'breach' },
  { do: 'resolve' },
  { do: 'forget' },
);
const step = fc.oneof(
  { arbitrary: publish, weight: 4 },
  { arbitrary: retire, weight: 1 },
  { arbitrary: other, weight: 3 },
);

describe.each(databases)('the counters on %s', (dialect) => {
  let graph: Graph;
  let version = 0;

  beforeAll(async () => {
    graph = await Graph.open(dialect);
    await publishManifests(graph.kit);
  });
  afterAll(() => graph.close());

  const run = (statement: string): Promise<void> => graph.db.transaction((tx) => tx.run(sql.raw(statement)));
  const take = async (taken: Step): Promise<void> => {
    if (taken.do === 'publish') {
      await publishSketches(graph.kit, [{ ...taken.sketch, version: `1.${(version += 1)}.0` }]);
    } else if (taken.do === 'retire') {
      await createActions(graph.kit).retireProduct({ fqn: taken.fqn, reason: 'no longer used' });
    } else if (taken.do === 'rename owners') await run('UPDATE products SET owner_email = owner_team WHERE id > 1');
    else if (taken.do === 'rename actors')
      await run(
        `UPDATE contract_changes SET actor = CASE WHEN seq % 3 = 0 THEN NULL ELSE 'olga' END WHERE seq % 2 = 0`,
      );
    else if (taken.do === 'breach')
      await run(`INSERT INTO sla_breaches (port_id, objective, metric, target, observed, opened_at)
                 SELECT id, 'freshness', 'age', '6h', '7h', '2026-01-15T12:00:00.000Z' FROM output_ports`);
    else if (taken.do === 'resolve') await run(`UPDATE sla_breaches SET resolved_at = 'now' WHERE id % 2 = 0`);
    else await run('DELETE FROM sla_breaches WHERE id % 3 = 0');
  };

  it('say what counting says, after any publications, retirements and breaches', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        for (const each of steps) await take(each);
        for (const [name, { counters, from, where }] of Object.entries(LISTS)) {
          const counted = await countOf(graph.db, { from, where });
          expect([name, await countOf(graph.db, { from, where, counters })]).toEqual([name, counted]);
          expect([name, counters === undefined]).toEqual([name, false]);
          if (counted > 0) seen.add(name);
        }
        const domains = (await graph.db.all<{ id: number }>(sql`SELECT id AS "id" FROM domains`)).map(({ id }) => id);
        const { from, where, parent } = BY_DOMAIN;
        const counted = await countsByParent(graph.db, { from, where, parent }, domains);
        expect(await countsByParent(graph.db, BY_DOMAIN, domains)).toEqual(counted);
      }),
      { numRuns: 30, seed: 12 },
    );
    // Nothing was right only because it was empty.
    expect(Object.keys(LISTS).filter((name) => !seen.has(name))).toEqual(['no domain', 'pending']);
  });
});
