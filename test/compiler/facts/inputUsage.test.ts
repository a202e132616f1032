import { describe, expect, it } from 'vitest';
import type { CompiledInputSource } from '../../../src/compiler/artifact.js';
import { compile, findings } from '../rules/project.js';

const SOURCE = "{{ source('invoices', 'invoices') }}";
const TESTS = 'columns: [{name: id, data_type: bigint, data_tests: [unique, not_null]}]';

type Models = Readonly<Record<string, string>>;

function project(models: Models, declared = '', mesh = ''): string {
  const files = Object.entries(models).map(
    ([name, sql]) => `# models/bronze/${name}.sql\n${sql.replace('INVOICES', SOURCE)}\n`,
  );
  return `# mesh.yaml
published: {finance.revenue.invoices: {columns: [id, amount, paid_at]}}${mesh}
# data-product.yaml
input_ports: [{name: invoices, source: {type: data_product, ref: finance.revenue.invoices${declared}}}]
${files.join('')}# models/schema.yml
models: [${Object.keys(models)
    .map((name) => `{name: ${name}, ${TESTS}}`)
    .join(', ')}]
`;
}

/** What the compiled input port says of its columns, by the SQL of the models that read it. */
function used(models: Models, declared = ''): object {
  const source = compile(project(models, declared)).artifact?.inputPorts[0]?.source;
  const { columns, columnsOrigin } = source as Extract<CompiledInputSource, { kind: 'data_product' }>;
  return { columns, columnsOrigin };
}

const UNKNOWN = { columns: undefined, columnsOrigin: undefined };

describe('the columns of an input port that a product uses', () => {
  it('are those that it declares, whatever its models read', () => {
    expect(used({ bronze_a: 'select id from INVOICES' }, ', columns: [paid_at]')).toEqual({
      columns: ['paid_at'],
      columnsOrigin: 'declared',
    });
  });

  it('are read from all of its models that read it', () => {
    const models = { bronze_a: 'select id from INVOICES', bronze_b: 'select id, paid_at from INVOICES' };
    expect(used(models)).toEqual({ columns: ['id', 'paid_at'], columnsOrigin: 'read' });
  });

  it.each([
    ['one of them cannot be read', { bronze_a: 'select id from INVOICES', bronze_b: 'select * from INVOICES' }],
    ['no model reads it', { bronze_a: 'select 1 as id' }],
    ['there are no models', {}],
    [
      'a model reads its table past the source',
      { bronze_a: 'select id from INVOICES', bronze_b: 'select id, amount from gold.invoices' },
    ],
  ])('are not known, and count all, where %s', (_, models) => {
    expect(used(models)).toEqual(UNKNOWN);
  });

  it('may be those that the provider has taken away since the contract was made', () => {
    const mesh = '\ncontracts: {finance.revenue.invoices: {columns: [id, amount, paid_at, tax]}}';
    const broken = (sql: string): number =>
      findings(project({ bronze_a: sql }, '', mesh), 'CONTRACT_SCHEMA_INCOMPATIBLE').length;
    expect([broken('select id, tax from INVOICES'), broken('select id from INVOICES')]).toEqual([1, 0]);
  });
});
