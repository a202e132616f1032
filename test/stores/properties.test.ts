import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/entities/database.js';
import { pageOf } from '../../src/entities/paging.js';
import { reachableEdges } from '../../src/entities/reads/lineage.js';
import type { LineageEdge } from '../../src/lineage/edge.js';
import { walkLineage } from '../../src/lineage/walkLineage.js';
import { NamespaceRow } from '../../src/entities/rows/platform/NamespaceRow.js';
import { selectList, sql } from '../../src/entities/sql.js';
import { databases, openTestDatabase } from '../support/databases.js';

const RUNS = { numRuns: 40, seed: 21 };
const NODES = 7;
const graph = fc.uniqueArray(fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1)), {
  maxLength: 14,
  selector: ([from, to]) => from * NODES + to,
});

describe.each(databases)('for any mesh, on %s', (dialect) => {
  let db: Database;
  let written = 0;

  beforeAll(async () => {
    db = await openTestDatabase(dialect);
    await db.transaction(async (tx) => {
      await tx.run(sql`INSERT INTO domains (id, name, namespace, ordinal, owners, layers, services)
                       VALUES (1, 'd', 'd', 1, '[]', '[]', '[]')`);
      await tx.run(sql`INSERT INTO compilations (id, subject, subject_kind, status, stages, diagnostics, contract_names, environment, at, duration_ms)
                       VALUES (1, 'p', 'product', 'succeeded', '[]', '[]', '[]', 'production', 'now', 1)`);
      await tx.run(sql`INSERT INTO products (id, fqn, name, version, source, file, digest, pattern, catalog_key, first_published_at, published_at,
                         domain_id, consumer_count, compilation_id)
                       VALUES (1, 'd.p', 'p', '1.0.0', '', '', '', 'medallion', '', '', '', 1, 0, 1)`);
    });
  });
  afterAll(() => db.close());

  /** Writes the graph under names of its own; returns its edges. */
  const write = async (pairs: readonly (readonly [number, number])[]): Promise<[string, LineageEdge[]]> => {
    const mesh = `m${written++}`;
    const edges = pairs.map(([from, to]): LineageEdge => ({
      from: `${mesh}.${from}`,
      fromKind: 'product',
      to: `${mesh}.${to}`,
      toKind: 'product',
      how: null,
    }));
    const values = edges.map((each) => sql`('product', ${each.from}, 'product', ${each.to}, 'product', 1)`);
    if (values.length > 0)
      await db.transaction((tx) =>
        tx.run(sql`INSERT INTO lineage_edges (level, from_fqn, from_kind, to_fqn, to_kind, product_id)
                   VALUES ${sql.join(values, ',')}`),
      );
    return [mesh, edges];
  };

  it('the edges that are read give the same walk as all edges there are, cut anywhere', async () => {
    const direction = fc.constantFrom('upstream' as const, 'downstream' as const);
    const depth = fc.option(fc.nat(NODES), { nil: null });
    const nodes = fc.option(fc.integer({ min: 1, max: NODES }), { nil: null });
    await fc.assert(
      fc.asyncProperty(graph, direction, depth, nodes, async (pairs, direction, maxDepth, maxNodes) => {
        const [mesh, all] = await write(pairs);
        const root = { fqn: `${mesh}.0`, kind: 'product' } as const;
        const read = await reachableEdges(db, { roots: [root.fqn], level: 'product', direction, maxDepth });
        const order = [...all].sort((a, b) => (a.from < b.from || (a.from === b.from && a.to < b.to) ? -1 : 1));
        const options = { direction, maxDepth, maxNodes };
        expect(walkLineage(root, read, options)).toEqual(walkLineage(root, order, options));
      }),
      RUNS,
    );
  });

  it('a walk gives each node the depth of the shortest way', () => {
    fc.assert(
      fc.property(graph, (pairs) => {
        const edges = pairs.map(([from, to]): LineageEdge => ({
          from: `${from}`,
          fromKind: 'product',
          to: `${to}`,
          toKind: 'product',
          how: null,
        }));
        const { nodes, truncated } = walkLineage({ fqn: '0', kind: 'product' }, edges, { direction: 'downstream' });
        const depths = new Map<string, number>([['0', 0]]);
        for (let round = 0; round < NODES; round++)
          for (const { from, to } of edges) {
            const way = (depths.get(from) ?? Infinity) + 1;
            if (way < (depths.get(to) ?? Infinity)) depths.set(to, way);
          }
        expect(new Map(nodes.map((node) => [node.fqn, node.depth]))).toEqual(depths);
        expect(truncated).toBe(false);
      }),
      RUNS,
    );
  });

  it('pages of any size, from either end, are the whole list once', async () => {
    const layers = fc.array(fc.constantFrom('bronze', 'silver', 'gold'), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        ...([layers, fc.integer({ min: 1, max: 5 }), fc.boolean(), fc.boolean(), fc.boolean()] as const),
        async (given, size, backward, layerDown, pathDown) => {
          const list = `l${written++}`;
          const rows = given.map((layer, index) => ({ path: `${list}.${(index * 7) % 13}`, name: list, layer }));
          await db.transaction((tx) => tx.insert(NamespaceRow, rows));
          const order = [
            { column: 'n.layer', descending: layerDown },
            { column: 'n.path', descending: pathDown },
          ];
          const query = {
            select: selectList(NamespaceRow, 'n'),
            from: sql`namespaces n`,
            where: [sql`n.name = ${list}`],
            order,
          };
          const whole = await pageOf<NamespaceRow>(db, query, { first: 100 });
          const seen: string[] = [];
          let cursor: string | undefined;
          for (let more = true; more;) {
            const page = await pageOf<NamespaceRow>(
              db,
              query,
              backward ? { last: size, before: cursor } : { first: size, after: cursor },
            );
            const paths = page.rows.map((row) => row.path);
            if (backward) seen.unshift(...paths);
            else seen.push(...paths);
            more = backward ? page.hasPreviousPage : page.hasNextPage;
            const edge = backward ? page.rows[0] : page.rows.at(-1);
            cursor = edge && page.cursorOf(edge);
          }
          expect(seen).toEqual(whole.rows.map((row) => row.path));
          expect(seen).toHaveLength(given.length);
        },
      ),
      RUNS,
    );
  });
});
