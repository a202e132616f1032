import { describe, expect, it } from 'vitest';
import { renderMigrationSql } from '../../../src/compiler/migrate/render/renderSql.js';
import { MANIFEST, model, planOf, PRODUCT } from './support.js';

const TABLE = '    config: {materialized: table}\n';
const plan = planOf(
  {
    'data-product.yaml': PRODUCT,
    'platform-manifest.yaml': `${MANIFEST}  layers:\n    silver: {catalog_namespace: lake}\n`,
    ...model('bronze', 'bronze_events', 'select 1', '    config: {materialized: ephemeral}\n'),
    ...model('bronze', 'bronze_orders', 'select 1'),
    ...model('silver', 'silver_orders', 'select 1', TABLE),
    ...model('gold', 'gold_revenue', 'select 1', TABLE),
  },
  'kimball',
);

describe('the SQL of a migration', () => {
  it('is of PostgreSQL, in one transaction', () => {
    expect(renderMigrationSql(plan, 'postgres')).toBe(`-- medallion to kimball, postgres: 3 tables and views
BEGIN;
CREATE SCHEMA IF NOT EXISTS "facts";
CREATE SCHEMA IF NOT EXISTS "staging";
ALTER VIEW "bronze"."orders" SET SCHEMA "staging";
ALTER TABLE "lake"."orders" RENAME TO "order";
-- the output port revenue reads it
ALTER TABLE "gold"."revenue" SET SCHEMA "facts";
COMMIT;
`);
  });

  it('is of DuckDB, which moves no table between schemas', () => {
    expect(renderMigrationSql(plan, 'duckdb')).toBe(`-- medallion to kimball, duckdb: 3 tables and views
BEGIN TRANSACTION;
CREATE SCHEMA IF NOT EXISTS "facts";
CREATE SCHEMA IF NOT EXISTS "staging";
DROP VIEW "bronze"."orders";  -- dbt builds orders anew
ALTER TABLE "lake"."orders" RENAME TO "order";
-- the output port revenue reads it
CREATE TABLE "facts"."revenue" AS FROM "gold"."revenue";
DROP TABLE "gold"."revenue";
COMMIT;
`);
  });

  it('is of Spark', () => {
    expect(renderMigrationSql(plan, 'spark')).toBe(`-- medallion to kimball, spark: 3 tables and views
CREATE NAMESPACE IF NOT EXISTS \`facts\`;
CREATE NAMESPACE IF NOT EXISTS \`staging\`;
ALTER VIEW \`bronze\`.\`orders\` RENAME TO \`staging\`.\`orders\`;
ALTER TABLE \`lake\`.\`orders\` RENAME TO \`lake\`.\`order\`;
-- the output port revenue reads it
ALTER TABLE \`gold\`.\`revenue\` RENAME TO \`facts\`.\`revenue\`;
`);
  });

  it('is of Snowflake, which keeps plain names in upper case', () => {
    expect(renderMigrationSql(plan, 'snowflake')).toBe(`-- medallion to kimball, snowflake: 3 tables and views
CREATE SCHEMA IF NOT EXISTS "FACTS";
CREATE SCHEMA IF NOT EXISTS "STAGING";
ALTER VIEW "BRONZE"."ORDERS" RENAME TO "STAGING"."ORDERS";
ALTER TABLE "LAKE"."ORDERS" RENAME TO "LAKE"."ORDER";
-- the output port revenue reads it
ALTER TABLE "GOLD"."REVENUE" RENAME TO "FACTS"."REVENUE";
`);
  });
});
