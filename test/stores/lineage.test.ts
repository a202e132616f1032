import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/entities/database.js';
import { reachableEdges, reachablePairs } from '../../src/entities/reads/lineage.js';
import type { LineageEdge } from '../../src/lineage/edge.js';
import { productCycles } from '../../src/lineage/productCycles.js';
import { walkLineage } from '../../src/lineage/walkLineage.js';
import { sql } from '../../src/entities/sql.js';
import { databases, openTestDatabase } from '../support/databases.js';

const edge = (from: string, to: string): LineageEdge => ({
  from,
  fromKind: 'product',
  to,
  toKind: 'product',
  how: null,
});
const root = { fqn: 'a.a', kind: 'product' } as const;

describe.each(databases)('edges that can be reached on %s', (dialect) => {
  let db: Database;
  const store = (...pairs: (readonly [string, string])[]) =>
    db.transaction(async (tx) => {
      await tx.run(
        sql`INSERT INTO domains (id, name, namespace, ordinal, owners, layers, services) VALUES (1, 'd', 'd', 1, '[]', '[]', '[]')`,
      );
      await tx.run(sql`INSERT INTO compilations (id, subject, subject_kind, status, stages, diagnostics, contract_names, environment, at, duration_ms)
                       VALUES (1, 'p', 'product', 'succeeded', '[]', '[]', '[]', 'production', 'now', 1)`);
      await tx.run(sql`INSERT INTO products (id, fqn, name, version, source, file, digest, pattern, catalog_key, first_published_at, published_at,
                         domain_id, consumer_count, compilation_id)
                       VALUES (1, 'd.p', 'p', '1.0.0', '', '', '', 'medallion', '', '', '', 1, 0, 1)`);
      const rows = pairs.map(([from, to]) => sql`('product', ${from}, 'product', ${to}, 'product', 1)`);
      await tx.run(
        sql`INSERT INTO lineage_edges (level, from_fqn, from_kind, to_fqn, to_kind, product_id) VALUES ${sql.join(rows, ',')}`,
      );
    });
  const reach = async (direction: 'upstream' | 'downstream', maxDepth?: number): Promise<string[]> =>
    (await reachableEdges(db, { roots: ['a.a'], level: 'product', direction, maxDepth })).map(
      (each) => `${each.from}>${each.to}`,
    );

  beforeEach(async () => {
    db = await openTestDatabase(dialect);
  });
  afterEach(() => db.close());

  it('are found both ways, in one statement, through a cycle', async () => {
    await store(['a.a', 'b.b'], ['b.b', 'c.c'], ['c.c', 'a.a'], ['z.z', 'a.a'], ['c.c', 'd.d']);
    const down = await db.countStatements(() => reach('downstream'));
    expect(down.statements).toHaveLength(1);
    expect(down.result).toEqual(['a.a>b.b', 'b.b>c.c', 'c.c>a.a', 'c.c>d.d']);
    expect(await reach('upstream')).toEqual(['a.a>b.b', 'b.b>c.c', 'c.c>a.a', 'z.z>a.a']);
    const pairs = await reachablePairs(db, { roots: ['a.a'], level: 'product', direction: 'downstream' });
    expect(pairs.map(({ from, to }) => `${from}>${to}`).sort()).toEqual(down.result);
  });

  it.runIf(dialect === 'sqlite').each(['upstream', 'downstream'] as const)(
    'are found %s by an index from step to step: no step reads a whole level',
    async (direction) => {
      const [text = ''] = (await db.countStatements(() => reach(direction))).statements;
      const plan = await db.all<{ detail: string }>(sql.raw(`EXPLAIN QUERY PLAN ${text.replaceAll('?', "'[]'")}`));
      const searches = plan.map(({ detail }) => detail).filter((detail) => /\be\b/.test(detail));
      expect(searches).toHaveLength(3);
      for (const search of searches) expect(search).toMatch(/\(level=\? AND (from|to)_fqn=\?\)/);
    },
  );

  it('go as deep as asked, and one step more so that a cut shows', async () => {
    await store(['a.a', 'b.b'], ['b.b', 'c.c'], ['c.c', 'd.d'], ['d.d', 'e.e']);
    expect(await reach('downstream', 1)).toEqual(['a.a>b.b', 'b.b>c.c']);
    const walk = walkLineage(
      root,
      await reachableEdges(db, { roots: ['a.a'], level: 'product', direction: 'downstream', maxDepth: 1 }),
      {
        direction: 'downstream',
        maxDepth: 1,
      },
    );
    expect([walk.truncated, walk.frontier]).toEqual([true, ['b.b']]);
  });
});

describe('a walk over lineage', () => {
  const diamond = [
    edge('a.a', 'b.b'),
    edge('a.a', 'c.c'),
    edge('b.b', 'd.d'),
    edge('c.c', 'd.d'),
    edge('d.d', 'a.a'),
    edge('a.a', 'd.d'),
  ];

  it('gives each node once, with its least depth', () => {
    const { nodes, edges, truncated } = walkLineage(root, diamond, { direction: 'downstream' });
    expect(nodes.map((node) => [node.fqn, node.depth])).toEqual([
      ['a.a', 0],
      ['b.b', 1],
      ['c.c', 1],
      ['d.d', 1],
    ]);
    expect(edges).toHaveLength(6);
    expect(truncated).toBe(false);
  });

  it('says where it was cut, and is not cut by a limit that it just meets', () => {
    const cut = walkLineage(root, diamond, { direction: 'downstream', maxNodes: 2 });
    expect([cut.nodes.length, cut.truncated, cut.frontier]).toEqual([2, true, ['a.a', 'b.b']]);
    expect(walkLineage(root, diamond, { direction: 'downstream', maxNodes: 4 }).truncated).toBe(false);
    expect(walkLineage(root, diamond, { direction: 'downstream', maxDepth: 1 }).truncated).toBe(false);
  });

  it('names each cycle between products once, by a way round', () => {
    const cycle = [
      edge('m.c.out', 's.x.in'),
      edge('s.x.in', 's.x.out'),
      edge('s.x.out', 'm.c.in'),
      edge('m.c.in', 'm.c.out'),
    ];
    expect(productCycles(cycle)).toEqual([['m.c', 's.x']]);
    expect(productCycles([edge('a.a', 'b.b'), edge('b.b', 'c.c')])).toEqual([]);
    expect(
      productCycles([
        edge('a.a', 'c.c'),
        edge('c.c', 'b.b'),
        edge('b.b', 'a.a'),
        edge('d.d', 'e.e'),
        edge('e.e', 'd.d'),
      ]),
    ).toEqual([
      ['a.a', 'c.c', 'b.b'],
      ['d.d', 'e.e'],
    ]);
  });

  it('survives a chain longer than the stack', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => edge(`d.p${index}`, `d.p${index + 1}`));
    expect(productCycles([...chain, edge('d.p20000', 'd.p0')])).toHaveLength(1);
    expect(walkLineage({ fqn: 'd.p0', kind: 'product' }, chain, { direction: 'downstream' }).nodes).toHaveLength(
      20_001,
    );
  });
});
