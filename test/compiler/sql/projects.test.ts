import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DbtCode } from '../../../src/compiler/document/dbt/project/project.js';
import { dialectOf } from '../../../src/compiler/sql/dialect.js';
import { readSql } from '../../../src/compiler/sql/readSql.js';
import { usedColumns } from '../../../src/compiler/sql/usedColumns.js';
import { describeBeside } from '../../support/describeBeside.js';
import { readFolder } from '../../support/inputs.js';
import {
  OWN_MANIFESTS,
  OWN_PROJECTS,
  pathOf,
  REAL_MANIFESTS,
  REAL_PROJECTS,
  type DbtManifests,
  type DbtProjects,
} from '../support/dbtInputs.js';

/** How many of the queries are read; code in which no SELECT stands is a macro's and no query. */
function share(codes: readonly DbtCode[], compute: string): string {
  const queries = codes.filter(({ text }) => /\bselect\b/i.test(text));
  const read = queries.filter((code) => readSql(code, dialectOf(compute)) !== null);
  return `${read.length}/${queries.length}`;
}

const SQL_OF_MODELS = /(^|\/)(models|snapshots)\/.*\.sql$/;
const modelsOf = (projects: DbtProjects, name: string): DbtCode[] =>
  readFolder(pathOf(projects, name), SQL_OF_MODELS).map(({ content: text }) => ({
    text,
    compiled: false,
  }));

interface ManifestJson {
  readonly nodes: Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;
}

/** The code of all models and snapshots, installed packages included: compiled where dbt compiled it. */
function codesOf(manifests: DbtManifests, file: string): DbtCode[] {
  const { nodes } = JSON.parse(readFileSync(pathOf(manifests, file), 'utf8')) as ManifestJson;
  return Object.values(nodes)
    .filter(({ resource_type: kind = '', language = 'sql' }) => /^(model|snapshot)$/.test(kind) && language === 'sql')
    .map((node) => {
      const compiled = node['compiled_code'] ?? node['compiled_sql'];
      const raw = node['raw_code'] ?? node['raw_sql'] ?? '';
      return compiled ? { text: compiled, compiled: true } : { text: raw, compiled: false };
    });
}

/** In how many of the places where a model reads a source it is told which columns it uses. */
function told(projects: DbtProjects): string {
  const known = projects.names
    .flatMap((name) => modelsOf(projects, name))
    .flatMap((code) =>
      [...code.text.matchAll(/\bsource\(\s*['"]([^'"]+)['"]\s*,\s*['"]([^'"]+)['"]\s*\)/g)].map(
        ([, source = '', name = '']) => {
          const context = { dialect: dialectOf('duckdb'), context: {} };
          return usedColumns(code, { kind: 'source', source, name }, null, context) !== null;
        },
      ),
    );
  return `${known.filter(Boolean).length}/${known.length}`;
}

/** Models of ours that are no query of any dialect, each on purpose. */
const UNREAD = ['crooked/models/marts/rows_deleted.sql', 'semantic/models/stays.sql'];
const queries = readFolder(OWN_PROJECTS.root, SQL_OF_MODELS).filter(
  ({ path: file, content }) => UNREAD.includes(file) || !content.includes('automate_dv.'),
);

describe('the SQL of our dbt projects', () => {
  it.each(queries.map((file) => [file.path, file.content]))('%s is read as far as it is a query', (file, text) => {
    expect(readSql({ text, compiled: false }, dialectOf('duckdb')) === null).toBe(UNREAD.includes(file));
  });

  it.each([
    ['analytics/models/cost_per_visit.sql', 'web.campaigns', ['budget', 'id', 'started_on']],
    ['analytics/models/stg_visits.sql', 'web.visits', ['campaign_id', 'country', 'id', 'seen_at']],
    ['crooked/models/marts/int_model_2.sql', 'left.table_1', ['id']],
    ['crooked/models/staging/stg_model_1.sql', 'right.table_2', ['id']],
    ['mesh/rentals/models/stg_trips.sql', 'rentals.raw_trips', ['bike', 'ended_at', 'id', 'rider', 'started_at']],
    ['semantic/models/bookings.sql', 'hotel.raw_bookings', ['booked_on', 'guest', 'no']],
    ['semantic/models/bookings.sql', 'hotel.raw_guests', ['active', 'id']],
    ['semantic/models/guests.sql', 'hotel.raw_guests', null],
    ['semantic/models/guests.sql', 'hotel.raw_bookings', ['booked_on', 'guest']],
    ['starter/models/staging/stg_bikes.sql', 'hire.raw_bikes', null],
    ['starter/models/staging/stg_stations.sql', 'hire.raw_stations', ['id', 'name', 'opened_on']],
    ['starter/snapshots/bikes_over_time.sql', 'hire.raw_bikes', null],
    ['vault/models/raw_stage/raw_orders.sql', 'shop.customers', ['city', 'id', 'name']],
    ['vault/models/raw_stage/raw_payments.sql', 'shop.orders', ['amount', 'id', 'paid_on']],
  ])('%s uses of %s the columns %j', (file, table, expected) => {
    const [source = '', name = ''] = table.split('.');
    const code = { text: readFileSync(pathOf(OWN_PROJECTS, file), 'utf8'), compiled: false };
    const context = { dialect: dialectOf('duckdb'), context: {} };
    expect(usedColumns(code, { kind: 'source', source, name }, null, context)?.columns ?? null).toEqual(expected);
  });
});

describe('the SQL in our manifests', () => {
  it.each(OWN_MANIFESTS.files)('of %s is read, compiled or not', (file) => {
    const codes = codesOf(OWN_MANIFESTS, file).filter(({ text }) => text !== '');
    expect(codes.filter((code) => readSql(code, dialectOf('duckdb')) === null)).toEqual([]);
  });
});

describeBeside('the SQL of dbt projects', REAL_PROJECTS.root, () => {
  it.each([
    ['automate-dv-demo', '5/5'],
    ['dbt-init-jaffle_shop', '12/12'],
    ['dbt-init-moms_flower_shop', '16/16'],
    ['dbt-loom-mesh', '12/12'],
    ['dbt-meshify-split', '16/16'],
    ['dbt-project-evaluator-it', '32/32'],
  ])('of %s: %s of its queries are read', (name, expected) => {
    expect(share(modelsOf(REAL_PROJECTS, name), 'duckdb')).toBe(expected);
  });

  it('tells which columns of a source a model uses in 37 of 43 places', () => {
    expect(told(REAL_PROJECTS)).toBe('37/43');
  });
});

describeBeside('the SQL in manifests', REAL_MANIFESTS.root, () => {
  it.each([
    ['dbt-bouncer-1.12/dbt_112/target/manifest.json', 'duckdb', '31/31'],
    ['artifacts-parser/manifest/v7/jaffle_shop/manifest.json', 'bigquery', '5/5'],
    ['artifacts-parser/manifest/v11/jaffle_shop/manifest.json', 'bigquery', '35/35'],
    ['artifacts-parser/manifest/v12/jaffle_shop/manifest_1.8.json', 'bigquery', '36/36'],
    ['cosmos-sample-small/manifest.json', 'postgres', '5/5'],
    ['cosmos-mesh-up-down/upstream/target/manifest.json', 'postgres', '6/6'],
  ])('of %s on %s: %s are read', (file, compute, expected) => {
    expect(share(codesOf(REAL_MANIFESTS, file), compute)).toBe(expected);
  });
});
