import { describe, expect, it } from 'vitest';
import type { CompiledColumn, CompiledOutputPort } from '../../../src/compiler/artifact.js';
import { WAREHOUSE_DIALECTS } from '../../../src/compiler/verify/dialect.js';
import { columnProblems, rowChecks } from '../../../src/compiler/verify/portChecks.js';

const column = (name: string, type: string, more: Partial<CompiledColumn> = {}): CompiledColumn => ({
  name,
  type,
  required: false,
  description: null,
  enum: null,
  classification: null,
  primaryKey: false,
  unique: false,
  ...more,
});

const port = (...columns: CompiledColumn[]): CompiledOutputPort => ({
  name: 'orders',
  fqn: 'sales.orders.orders',
  description: null,
  table: 'sales.gold.orders',
  namespace: 'sales.gold',
  columns,
  sla: null,
  access: { stated: false, default: 'deny', grants: [] },
});

describe('what a port promises, as questions to a warehouse', () => {
  const orders = port(
    column('id', 'string', { primaryKey: true, unique: true, required: true }),
    column('order state', 'string', { enum: ['open', "won't"] }),
    column('email', 'string', { unique: true }),
  );

  it('counts rows without a value, values of several rows, and values that are none of those allowed', () => {
    const { duckdb } = WAREHOUSE_DIALECTS;
    expect(rowChecks(orders, duckdb).map(({ kind, column: of, sql }) => [kind, of, sql])).toEqual([
      ['REQUIRED', 'id', 'SELECT count(*) FROM "gold"."orders" WHERE "id" IS NULL'],
      [
        'ENUM',
        'order state',
        `SELECT count(*) FROM "gold"."orders" WHERE "order state" IS NOT NULL AND "order state" NOT IN ('open', 'won''t')`,
      ],
      [
        'UNIQUE',
        'email',
        'SELECT count(*) FROM (SELECT "email" FROM "gold"."orders" WHERE "email" IS NOT NULL GROUP BY "email" HAVING count(*) > 1) AS twice',
      ],
      [
        'UNIQUE',
        'id',
        'SELECT count(*) FROM (SELECT "id" FROM "gold"."orders" GROUP BY "id" HAVING count(*) > 1) AS twice',
      ],
    ]);
  });

  it('asks of a key of several columns whether it stands once', () => {
    const lines = port(
      column('order', 'string', { primaryKey: true }),
      column('line', 'integer', { primaryKey: true }),
    );
    expect(rowChecks(lines, WAREHOUSE_DIALECTS.spark).at(-1)?.sql).toBe(
      'SELECT count(*) FROM (SELECT `order`, `line` FROM `sales`.`gold`.`orders` GROUP BY `order`, `line` HAVING count(*) > 1) AS twice',
    );
  });

  it('writes names as each warehouse has them', () => {
    const { snowflake, spark } = WAREHOUSE_DIALECTS;
    expect(snowflake.describe('acme.gold.orders')).toBe(
      `SELECT column_name AS "name", data_type AS "type" FROM acme.information_schema.columns WHERE upper(table_schema) = upper('gold') AND upper(table_name) = upper('orders') ORDER BY ordinal_position`,
    );
    expect(snowflake.column('order state')).toBe('"order state"');
    expect(snowflake.table('sales.gold.orders')).toBe('sales.gold.orders');
    expect(spark.describe('sales.gold.orders')).toBe('DESCRIBE TABLE `sales`.`gold`.`orders`');
  });

  it('finds columns that are missing, and types that cannot be what is promised', () => {
    const held = [
      { name: 'ID', type: 'VARCHAR' },
      { name: 'amount', type: 'VARCHAR' },
      { name: 'more', type: 'INTEGER' },
    ];
    const promised = port(column('id', 'string'), column('amount', 'decimal(10,2)'), column('email', 'string'));
    expect(columnProblems(promised, held)).toEqual([
      {
        kind: 'TYPE',
        column: 'amount',
        what: 'VARCHAR in the table is another type than decimal(10,2), which is promised',
      },
      { kind: 'MISSING', column: 'email', what: 'the table has no such column; promised is string' },
    ]);
  });
});
