import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DbtCode } from '../../../src/compiler/document/dbt/project.js';
import { dialectOf } from '../../../src/compiler/sql/dialect.js';
import { readSql } from '../../../src/compiler/sql/readSql.js';
import { usedColumns } from '../../../src/compiler/sql/usedColumns.js';

const INPUTS = path.resolve(import.meta.dirname, '../../../../shared/inputs');

function filesBelow(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .map((file) => path.join(folder, file))
    .sort();
}

/** How many of the queries are read; code in which no SELECT stands is a macro's and no query. */
function share(codes: readonly DbtCode[], compute: string): string {
  const queries = codes.filter(({ text }) => /\bselect\b/i.test(text));
  const read = queries.filter((code) => readSql(code, dialectOf(compute)) !== null);
  return `${read.length}/${queries.length}`;
}

const modelsOf = (project: string): DbtCode[] =>
  filesBelow(path.join(INPUTS, 'dbt-projects', project), /(^|\/)(models|snapshots)\/.*\.sql$/).map((file) => ({
    text: readFileSync(file, 'utf8'),
    compiled: false,
  }));

interface ManifestJson {
  readonly nodes: Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;
}

/** The code of all models and snapshots, installed packages included: compiled where dbt compiled it. */
const codesOf = ({ nodes }: ManifestJson): DbtCode[] =>
  Object.values(nodes)
    .filter(({ resource_type: kind = '', language = 'sql' }) => /^(model|snapshot)$/.test(kind) && language === 'sql')
    .map((node) => {
      const compiled = node['compiled_code'] ?? node['compiled_sql'];
      const raw = node['raw_code'] ?? node['raw_sql'] ?? '';
      return compiled ? { text: compiled, compiled: true } : { text: raw, compiled: false };
    });

describe.skipIf(!existsSync(INPUTS))('the SQL of real projects', () => {
  it.each([
    ['automate-dv-demo', '3/5'],
    ['dbt-init-jaffle_shop', '12/12'],
    ['dbt-init-moms_flower_shop', '16/16'],
    ['dbt-loom-mesh', '12/12'],
    ['dbt-meshify-split', '15/16'],
    ['dbt-project-evaluator-it', '31/32'],
  ])('of %s: %s of its queries are read', (project, expected) => {
    expect(share(modelsOf(project), 'duckdb')).toBe(expected);
  });

  it.each([
    ['dbt-bouncer-1.12/dbt_112/target/manifest.json', 'duckdb', '22/31'],
    ['artifacts-parser/manifest/v7/jaffle_shop/manifest.json', 'bigquery', '5/5'],
    ['artifacts-parser/manifest/v11/jaffle_shop/manifest.json', 'bigquery', '34/35'],
    ['artifacts-parser/manifest/v12/jaffle_shop/manifest_1.8.json', 'bigquery', '34/36'],
    ['cosmos-sample-small/manifest.json', 'postgres', '5/5'],
    ['cosmos-mesh-up-down/upstream/target/manifest.json', 'postgres', '6/6'],
  ])('of the artifact %s on %s: %s are read', (file, compute, expected) => {
    const codes = codesOf(JSON.parse(readFileSync(path.join(INPUTS, 'dbt-artifacts', file), 'utf8')) as ManifestJson);
    expect(share(codes, compute)).toBe(expected);
  });

  it('tells which columns of a source a model uses in 37 of 43 places', () => {
    const projects = readdirSync(path.join(INPUTS, 'dbt-projects')).filter((each) => !each.includes('.'));
    const known = projects.flatMap(modelsOf).flatMap((code) =>
      [...code.text.matchAll(/\bsource\(\s*['"]([^'"]+)['"]\s*,\s*['"]([^'"]+)['"]\s*\)/g)].map(
        ([, source = '', name = '']) => {
          const context = { dialect: dialectOf('duckdb'), context: {} };
          return usedColumns(code, { kind: 'source', source, name }, null, context) !== null;
        },
      ),
    );
    expect([known.filter(Boolean).length, known.length]).toEqual([37, 43]);
  });
});
