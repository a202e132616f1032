import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CompiledEdge } from '../../src/compiler/artifact.js';
import { Database, type Reader } from '../../src/entities/database.js';
import { StandingGraph, type Followed } from '../../src/entities/graph/StandingGraph.js';
import { reachableEdges } from '../../src/entities/reads/lineage.js';
import { sql } from '../../src/entities/sql.js';
import type { LineageEdge, Way } from '../../src/lineage/edge.js';
import type { LineagePage } from '../../src/lineage/page.js';
import { walkGraph } from '../../src/lineage/walkGraph.js';
import { anyEdges, anyRoot, LEVELS, ownEdges } from '../support/anyEdges.js';
import { databases, newDatabaseUrl } from '../support/databases.js';
import { pageByHand, told, WHOLE } from '../support/lineagePages.js';
import { productsForEdges, publishAllEdges, publishEdges, retireEdges } from '../support/edgePublisher.js';

const PRODUCTS = 4;
const DIRECTIONS: readonly (readonly Way[])[] = [['downstream'], ['upstream'], ['upstream', 'downstream']];

const question = fc.constantFrom(...LEVELS).chain((level) =>
  fc.record({
    level: fc.constant(level),
    root: anyRoot(level),
    ways: fc.constantFrom(...DIRECTIONS),
    maxDepth: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
    maxNodes: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
  }),
);
type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

/** Somebody publishes or retires a product, or somebody asks; each on one of two servers. */
const step = fc.record({
  by: fc.nat(1),
  product: fc.integer({ min: 1, max: PRODUCTS }),
  write: fc.option(fc.oneof({ weight: 3, arbitrary: anyEdges(10) }, fc.constant('retire' as const)), { freq: 1 }),
  asked: question,
});

async function byGraph(graph: StandingGraph, asked: Question): Promise<Partial<LineagePage>> {
  return told(walkGraph(await graph.now(), { ...WHOLE, own: [], ...asked }), WHOLE);
}

async function bySql(db: Database, asked: Question): Promise<Partial<LineagePage>> {
  const { root, level, ways, maxDepth } = asked;
  const edges = new Map<Way, readonly LineageEdge[]>();
  for (const direction of ways)
    edges.set(direction, await reachableEdges(db, { roots: [root.fqn], level, direction, maxDepth }));
  return told(
    pageByHand({ ...WHOLE, own: [], ...asked }, (way) => edges.get(way) ?? []),
    WHOLE,
  );
}

describe.each(databases)('the graph of a store in memory, on %s', (dialect) => {
  let servers: [Database, Database];
  let graphs: [StandingGraph, StandingGraph];
  let url: string;
  const lead = (to: string): CompiledEdge => ({
    level: 'product',
    from: 'a.a',
    fromKind: 'product',
    to,
    toKind: 'product',
  });
  const names = async (graph: StandingGraph): Promise<string[]> => {
    const root = { fqn: 'a.a', kind: 'product' } as const;
    const walk = walkGraph(await graph.now(), {
      ...WHOLE,
      root,
      own: [],
      level: 'product',
      ways: ['downstream'],
    });
    return walk.nodes.map(({ fqn }) => fqn);
  };
  const counted = async <T>(work: () => Promise<T>): Promise<number> =>
    (await servers[0].countStatements(work)).statements.length;

  beforeEach(async () => {
    url = await newDatabaseUrl(dialect);
    servers = [await Database.open(url), await Database.open(url)];
    await productsForEdges(servers[0], PRODUCTS);
    graphs = [new StandingGraph(servers[0]), new StandingGraph(servers[1])];
  });
  afterEach(() => Promise.all(servers.map((db) => db.close())));

  it('answers as the statements do, whoever publishes and retires, at every level, cut anywhere', async () => {
    const standing = new Map<number, readonly CompiledEdge[]>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        for (const { by, product, write, asked } of steps) {
          const db = servers[by] ?? servers[0];
          const others = [...standing].filter(([id]) => id !== product).map(([, edges]) => edges);
          const edges = write === 'retire' || write === null ? [] : ownEdges(write, others);
          if (write === 'retire') await retireEdges(db, product);
          else if (write) await publishEdges(db, product, edges);
          if (write) standing.set(product, edges);
          for (const [at, graph] of graphs.entries())
            expect(await byGraph(graph, asked)).toEqual(await bySql(servers[at] ?? db, asked));
        }
      }),
      { numRuns: 60, seed: 12 },
    );
  });

  it('answers as the statements do while others publish', async () => {
    let writing = true;
    const writer = (async () => {
      for (let round = 0; round < 40; round++) {
        const product = 1 + (round % PRODUCTS);
        if (round % 7 === 6) await retireEdges(servers[1], product);
        else await publishEdges(servers[1], product, [lead(`b.p${product}`), lead(`c.p${product}-${round}`)]);
        await nextTurn();
      }
      writing = false;
    })();
    const answers: (readonly string[])[] = [];
    while (writing) {
      answers.push(...(await Promise.all([names(graphs[0]), names(graphs[0]), names(graphs[1])])));
      await nextTurn();
    }
    await writer;
    // Each publication is seen whole or not at all.
    const seen = new Set(answers.map((answer) => answer.join(' ')));
    expect(seen.size).toBeGreaterThan(2);
    for (const answer of answers) {
      const [b, c] = ['b.', 'c.'].map((domain) => answer.filter((name) => name.startsWith(domain)));
      expect(c?.map((name) => name.slice(2).split('-')[0])).toEqual(b?.map((name) => name.slice(2)));
    }
    const root = { fqn: 'a.a', kind: 'product' } as const;
    const asking: Question = { root, level: 'product', ways: ['downstream'], maxDepth: null, maxNodes: null };
    for (const graph of graphs) expect(await byGraph(graph, asking)).toEqual(await bySql(servers[0], asking));
  });

  it('knows of a write by another server with the next question', async () => {
    expect(await names(graphs[0])).toEqual(['a.a']);
    for (let round = 0; round < 20; round++) {
      await publishEdges(servers[1], 1, [lead(`b.p${round}`)]);
      expect(await names(graphs[0])).toEqual(['a.a', `b.p${round}`]);
    }
    await retireEdges(servers[1], 1);
    expect(await names(graphs[0])).toEqual(['a.a']);
  });

  it('is built once for all who ask at first, read by no statement while nobody writes, followed by one', async () => {
    await publishEdges(servers[1], 1, [lead('b.a')]);
    const ask = async (): Promise<unknown> => Promise.all(Array.from({ length: 20 }, () => names(graphs[0])));
    expect(await counted(ask)).toBe(3);
    // Writers of other databases of the same PostgreSQL make it look now and then.
    await expect.poll(() => counted(ask)).toBe(0);
    const followed: number[] = [];
    for (const to of ['c.a', 'd.a', 'e.a']) {
      await publishEdges(servers[1], 2, [lead(to)]);
      followed.push(await counted(ask));
    }
    expect(Math.min(...followed)).toBe(1);
    expect(await names(graphs[0])).toEqual(['a.a', 'b.a', 'e.a']);
  });

  it('follows a long log in steps', async () => {
    expect(await names(graphs[0])).toEqual(['a.a']);
    const releases = Array.from({ length: 600 }, (_, at) => [1 + (at % PRODUCTS), [lead(`b.p${at}`)]] as const);
    await publishAllEdges(servers[1], releases);
    expect(await counted(() => names(graphs[0]))).toBe(2);
    expect(await names(graphs[0])).toEqual(['a.a', 'b.p596', 'b.p597', 'b.p598', 'b.p599']);
  });

  it('is right after it was built while others published', async () => {
    const many = Array.from({ length: 6_000 }, (_, at) => lead(`b.x${at}`));
    await publishEdges(servers[1], 1, many.slice(0, 3_000));
    await publishEdges(servers[1], 2, many.slice(3_000));
    let writing: Promise<unknown> | undefined;
    const db = await Database.open(url, {
      onStatement: (text) => {
        if (!text.includes('e.id >') || writing) return;
        writing = publishEdges(servers[1], 1, [lead('c.a')]).then(() => retireEdges(servers[1], 2));
      },
    });
    try {
      const graph = new StandingGraph(db);
      await names(graph);
      await writing;
      expect(await names(graph)).toEqual(['a.a', 'c.a']);
    } finally {
      await db.close();
    }
  });

  it('is built anew where there are edges that no event tells of', async () => {
    await publishEdges(servers[1], 1, [lead('b.a')]);
    expect(await names(graphs[0])).toEqual(['a.a', 'b.a']);
    await servers[1].transaction((tx) =>
      tx.run(sql`INSERT INTO lineage_edges (level, from_fqn, from_kind, to_fqn, to_kind, product_id)
                 VALUES ('product', 'a.a', 'product', 'c.a', 'product', 2)`),
    );
    expect(await names(graphs[0])).toEqual(['a.a', 'b.a', 'c.a']);
  });

  it('is built anew where the log has lost events, or is another', async () => {
    await publishEdges(servers[1], 1, [lead('b.a')]);
    expect(await names(graphs[0])).toEqual(['a.a', 'b.a']);
    await publishEdges(servers[1], 1, [lead('b.b')]);
    await servers[1].transaction((tx) => tx.run(sql`DELETE FROM events WHERE seq = 2`));
    expect(await names(graphs[0])).toEqual(['a.a', 'b.b']);
    await servers[1].transaction(async (tx) => {
      await tx.run(sql`DELETE FROM events WHERE seq > 0`);
      await tx.run(sql`UPDATE event_counter SET last_seq = 0`);
      await tx.run(sql`DELETE FROM lineage_edges WHERE product_id = 1`);
    });
    expect(await names(graphs[0])).toEqual(['a.a']);
  });

  it('answers, read at once, where the log and its counter do not agree, for whom and how often anybody asks', async () => {
    await publishEdges(servers[1], 1, [lead('b.a')]);
    expect(await names(graphs[0])).toEqual(['a.a', 'b.a']);
    await servers[1].transaction((tx) => tx.run(sql`UPDATE event_counter SET last_seq = 0`));
    for (const graph of [graphs[0], graphs[1], graphs[0]]) expect(await names(graph)).toEqual(['a.a', 'b.a']);
    await servers[1].transaction((tx) => tx.run(sql`DELETE FROM lineage_edges WHERE product_id = 1`));
    for (const graph of graphs) expect(await names(graph)).toEqual(['a.a']);
  });

  it('is built by a later question where one failed', async () => {
    await publishEdges(servers[1], 1, [lead('b.a')]);
    let failing = true;
    const db: Reader & Followed = {
      dialect: servers[0].dialect,
      position: () => servers[0].position(),
      steady: (work) => work(db),
      one: (statement) => servers[0].one(statement),
      all: (statement) => (failing ? Promise.reject(new Error('no connection')) : servers[0].all(statement)),
    };
    const graph = new StandingGraph(db);
    await expect(names(graph)).rejects.toThrow('no connection');
    failing = false;
    expect(await names(graph)).toEqual(['a.a', 'b.a']);
    await publishEdges(servers[1], 1, [lead('c.a')]);
    failing = true;
    await expect(names(graph)).rejects.toThrow('no connection');
    failing = false;
    expect(await names(graph)).toEqual(['a.a', 'c.a']);
  });
});
