import { cp } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Warehouse } from '../../src/adapters/duckdb/Warehouse.js';
import { runFloe } from '../support/runFloe.js';
import { root, startTestServer } from '../support/server.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

describe('floe contracts verify', () => {
  it('holds the tables that a run made against what is promised, column by column and row by row', async () => {
    const server = await startTestServer({ acme: true });
    const folder = await temporaryFolder();
    await cp(path.join(root, 'examples/acme/domains/sales/products/customer-360'), folder, { recursive: true });
    const verify = (...args: string[]) => runFloe(server.url, ['contracts', 'verify', folder, ...args]);

    expect(await verify()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('sales.duckdb is not there: `floe run --engine duckdb` makes it'),
    });
    expect((await runFloe(server.url, ['run', folder, '--engine', 'duckdb'])).code).toBe(0);
    const good = await verify();
    expect([good.code, good.stderr]).toEqual([0, '']);
    expect(good.stdout).toMatch(/^✓ sales\.customer-360\.customers \(sales\.gold\.customers\): \d+ checks, 0 not/m);

    const file = path.join(folder, '.floe/sales.duckdb');
    const warehouse = await Warehouse.open(file);
    await warehouse.run('INSERT INTO gold.customers SELECT * FROM gold.customers LIMIT 1');
    await warehouse.run('ALTER TABLE gold.customers DROP COLUMN email');
    warehouse.close();
    const bad = await verify('--database', file);
    expect([bad.code, bad.stderr]).toEqual([1, expect.stringContaining('not as promised.')]);
    expect(bad.stdout).toContain('  ✗ email: the table has no such column; promised is string\n');
    expect(bad.stdout).toMatch(/✗ customer_id: 1 (keys|values) stand in several rows/);
    const { stdout } = await verify('--json');
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ port: 'sales.customer-360.customers' }));

    const sql = await verify('--sql', 'snowflake');
    expect(sql.code).toBe(0);
    expect(sql.stdout).toContain('SELECT count(*) FROM sales.gold.customers WHERE customer_id IS NULL;');
  });
});
