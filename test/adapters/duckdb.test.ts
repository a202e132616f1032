import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/adapters/duckdb/build.js';
import { testSql } from '../../src/adapters/duckdb/sql.js';
import { Warehouse } from '../../src/adapters/duckdb/Warehouse.js';
import type { RunModel, RunTest } from '../../src/compiler/run/plan.js';
import { atEnd } from '../support/atEnd.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const TABLE = { schema: 'gold', name: 'orders' };

const model = (materialized: RunModel['materialized'], sql: string, uniqueKey: readonly string[] = []): RunModel => ({
  name: 'gold_orders',
  file: 'models/gold_orders.sql',
  table: TABLE,
  materialized,
  uniqueKey,
  sql,
  nextSql: materialized === 'incremental' ? sql : null,
  reads: [],
  tests: [],
  otherTests: [],
  ports: [],
  loadedAt: null,
});

async function warehouse(): Promise<Warehouse> {
  const opened = await Warehouse.open(path.join(await temporaryFolder(), 'sales.duckdb'));
  atEnd(() => opened.close());
  return opened;
}

const rowsOf = async (opened: Warehouse): Promise<unknown[]> =>
  (await opened.rows('SELECT * FROM gold.orders ORDER BY ALL')).map((row) => Object.values(row).join(' '));

describe('a model on DuckDB', () => {
  it('takes the place of what bore its name, whatever that was', async () => {
    const opened = await warehouse();
    for (const kind of ['view', 'table', 'view', 'incremental'] as const) {
      await build(opened, model(kind, "select 'a' as id"), false);
      expect(await rowsOf(opened)).toEqual(['a']);
    }
  });

  it('that is incremental adds rows, or puts them in the place of those with their key; built anew, it begins again', async () => {
    const opened = await warehouse();
    const of = (rows: string, key: readonly string[] = []): RunModel =>
      model('incremental', `select * from (values ${rows}) t(id, n)`, key);
    await build(opened, of("('a', 1), ('b', 1)"), false);
    await build(opened, of("('b', 2)"), false);
    expect(await rowsOf(opened)).toEqual(['a 1', 'b 1', 'b 2']);
    await build(opened, of("('b', 3), ('c', 3)", ['id']), false);
    expect(await rowsOf(opened)).toEqual(['a 1', 'b 3', 'c 3']);
    await build(opened, model('incremental', "select 'd' as id, 4 as n, 'more' as other"), false);
    expect(await rowsOf(opened)).toEqual(['a 1', 'b 3', 'c 3', 'd 4']);
    await build(opened, of("('e', 5)"), true);
    expect(await rowsOf(opened)).toEqual(['e 5']);
  });

  it('is held by its tests as dbt counts what they find', async () => {
    const opened = await warehouse();
    await build(
      opened,
      model('table', "select * from (values ('a', 1), ('a', 2), (null, 3), ('c', 3)) t(id, n)"),
      false,
    );
    const found = (test: Partial<RunTest> & Pick<RunTest, 'test' | 'column'>): Promise<number> =>
      opened.number(testSql(TABLE, { where: null, warns: false, values: [], quoted: true, to: null, ...test }));
    expect(await found({ test: 'not_null', column: 'id' })).toBe(1);
    expect(await found({ test: 'not_null', column: 'id', where: 'n < 3' })).toBe(0);
    expect(await found({ test: 'unique', column: 'id' })).toBe(1);
    expect(await found({ test: 'accepted_values', column: 'id', values: ['a', "it's"] })).toBe(1);
    expect(await found({ test: 'accepted_values', column: 'n', values: ['1', '2', '3'], quoted: false })).toBe(0);
    await opened.run("CREATE TABLE gold.known AS SELECT 'a' AS id");
    const to = { name: 'known', table: { schema: 'gold', name: 'known' }, column: 'id' };
    expect(await found({ test: 'relationships', column: 'id', to })).toBe(1);
  });

  it('is made once for what it is made of, together with the note of it, or not at all', async () => {
    const opened = await warehouse();
    await opened.run('CREATE SCHEMA gold; CREATE TABLE gold.orders (id VARCHAR)');
    const once = (hash: string, sql: string): Promise<string> =>
      opened.once({ batch: 'one', name: 'model orders', hash }, async () => {
        await opened.run(sql);
        return hash;
      });
    const insert = "INSERT INTO gold.orders VALUES ('a')";
    expect([await once('x', insert), await once('x', insert)]).toEqual(['x', 'x']);
    await expect(once('y', `${insert}; SELECT nothing`)).rejects.toThrow(/nothing/);
    expect(await rowsOf(opened)).toEqual(['a']);
    expect(await once('y', insert)).toBe('y');
    expect(await rowsOf(opened)).toEqual(['a', 'a']);
  });
});
