import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/entities/database.js';
import { countOf, countsByParent, pageOf, pagesByParent, type PageArgs } from '../../src/entities/paging.js';
import { NamespaceRow } from '../../src/entities/rows/platform/NamespaceRow.js';
import { selectList, sql } from '../../src/entities/sql.js';
import { databases, openTestDatabase } from '../support/databases.js';

describe.each(databases)('pages of a list on %s', (dialect) => {
  let db: Database;
  const byPath = {
    select: selectList(NamespaceRow, 'n'),
    from: sql`namespaces n`,
    where: [],
    order: [{ column: 'n.path' }],
  };
  const insert = async (...paths: string[]) => {
    const rows = paths.map((path) => ({ path, name: path, layer: path.slice(-1) }));
    const written = await db.transaction((tx) => tx.insertReturning(NamespaceRow, rows, ['id']));
    return written.map(({ id }) => id);
  };
  const page = async (args: PageArgs, query = byPath) => {
    const found = await pageOf<NamespaceRow>(db, query, args);
    const cursors = found.rows.map((row) => found.cursorOf(row));
    return { ...found, paths: found.rows.map((row) => row.path), start: cursors[0], end: cursors.at(-1) };
  };

  beforeEach(async () => {
    db = await openTestDatabase(dialect);
    await insert('b', 'd', 'f', 'h', 'j');
  });
  afterEach(() => db.close());

  it('go forward and say whether more follows', async () => {
    const first = await page({ first: 2 });
    expect([first.paths, first.hasNextPage, first.hasPreviousPage]).toEqual([['b', 'd'], true, false]);
    const second = await page({ first: 3, after: first.end });
    expect([second.paths, second.hasNextPage, second.hasPreviousPage]).toEqual([['f', 'h', 'j'], false, true]);
  });

  it('go backward, rows still in the order of the list', async () => {
    const last = await page({ last: 2 });
    expect([last.paths, last.hasNextPage, last.hasPreviousPage]).toEqual([['h', 'j'], false, true]);
    const before = await page({ last: 5, before: last.start });
    expect([before.paths, before.hasNextPage, before.hasPreviousPage]).toEqual([['b', 'd', 'f'], true, false]);
  });

  it('stay right while rows come and go: nothing twice, nothing left out', async () => {
    const first = await page({ first: 2 });
    await insert('a', 'c', 'e');
    await db.transaction((tx) => tx.run(sql`DELETE FROM namespaces WHERE path = 'd'`));
    expect((await page({ first: 10, after: first.end })).paths).toEqual(['e', 'f', 'h', 'j']);
  });

  it('follow an order of several keys, some descending', async () => {
    await insert('xb', 'yb');
    const query = { ...byPath, order: [{ column: 'n.layer' }, { column: 'n.path', descending: true }] };
    const first = await page({ first: 2 }, query);
    expect(first.paths).toEqual(['yb', 'xb']);
    expect((await page({ first: 2, after: first.end }, query)).paths).toEqual(['b', 'd']);
    expect((await page({ last: 1, before: first.end }, query)).paths).toEqual(['yb']);
  });

  it('refuse a cursor that is none', async () => {
    await expect(page({ first: 1, after: 'nonsense' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(page({ first: 1, after: Buffer.from('[1,2,3]').toString('base64url') })).rejects.toThrow('no cursor');
  });

  it('refuse a cursor of another list', async () => {
    const byId = { ...byPath, order: [{ column: 'n.id', numeric: true }] };
    const { end } = await page({ first: 1 });
    const asked = Promise.allSettled([
      page({ first: 1, after: end }, byId),
      pagesByParent(db, { ...byId, parent: 'n.id' }, [1], { first: 1, after: end }),
    ]);
    for (const answer of await asked) expect(answer).toMatchObject({ reason: { code: 'BAD_USER_INPUT' } });
  });

  it('order text by its bytes on both databases', async () => {
    await insert('B', '_a', '-a', 'ä');
    expect((await page({ first: 20 })).paths).toEqual(['-a', 'B', '_a', 'b', 'd', 'f', 'h', 'j', 'ä']);
  });

  it('come for many parents in one statement, with counts in another', async () => {
    const [root = 0, other = 0] = await insert('r1', 'r2');
    await db.transaction((tx) =>
      tx.insert(
        NamespaceRow,
        ['k1', 'k2', 'k3'].map((name) => ({ path: `r1.${name}`, name, parentId: root })),
      ),
    );
    const ask = () =>
      pagesByParent<NamespaceRow>(db, { ...byPath, parent: 'n.parent_id' }, [root, other], { first: 2 });
    const { result, statements } = await db.countStatements(ask);
    expect(statements).toHaveLength(1);
    expect(result.get(root)?.rows.map((row) => row.path)).toEqual(['r1.k1', 'r1.k2']);
    expect(result.get(root)?.hasNextPage).toBe(true);
    expect(result.get(other)?.rows).toEqual([]);
    const after = result.get(root)?.cursorOf(result.get(root)?.rows[1] as NamespaceRow) ?? '';
    const next = await pagesByParent<NamespaceRow>(db, { ...byPath, parent: 'n.parent_id' }, [root], {
      first: 2,
      after,
    });
    expect(next.get(root)?.rows.map((row) => row.path)).toEqual(['r1.k3']);
    expect(await countsByParent(db, { ...byPath, parent: 'n.parent_id' }, [root, other])).toEqual(
      new Map([
        [root, 3],
        [other, 0],
      ]),
    );
    expect(await countOf(db, byPath)).toBe(10);
  });
});
