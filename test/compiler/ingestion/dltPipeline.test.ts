import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dltPipeline } from '../../../src/compiler/ingestion/dltPipeline.js';
import { pythonLiteral } from '../../../src/compiler/ingestion/python.js';
import { compileForRun } from '../../../src/compiler/run/compileForRun.js';
import { describeWith } from '../../support/describeWith.js';
import { inputOf } from '../rules/project.js';

/** The pipelines of the input ports of a product, by name. */
function pipelines(text: string): Record<string, string> {
  const { ingestion } = compileForRun(inputOf(text), {});
  return Object.fromEntries(ingestion.map((port) => [port.name, dltPipeline({ ...port, product: 'sales.orders' })]));
}

const PRODUCT = `# data-product.yaml
input_ports:
  - {name: crm_data, source: {type: ingestion, config: {type: dlt, source: salesforce, write_disposition: merge, primary_key: [id]}}}
# models/sources.yml
sources:
  - name: crm_data
    schema: raw_crm
    tables:
      - name: accounts
        columns:
          - {name: id, data_type: varchar(18)}
          - {name: amount, data_type: "numeric(10,2)"}
          - {name: seats, data_type: int}
          - {name: "created at", data_type: timestamp_tz}
          - {name: tags, data_type: array<string>}
          - {name: note}
      - name: contacts
`;

describe('a pipeline of dlt', () => {
  it('has a resource a table that dbt reads, its columns and their types frozen', () => {
    const text = pipelines(PRODUCT)['crm_data'] ?? '';
    expect(text).toContain(`@dlt.resource(
    name="accounts",
    write_disposition="merge",
    primary_key=["id"],
    columns={
        "id": {"data_type": "text"},
        "amount": {"data_type": "decimal"},
        "seats": {"data_type": "bigint"},
        "created at": {"data_type": "timestamp"},
        "tags": {"data_type": "json"},
        "note": {},
    },
    schema_contract=CONTRACT,
)
def accounts():`);
    expect(text).toContain('CONTRACT = {"tables": "evolve", "columns": "freeze", "data_type": "freeze"}');
    expect(text).toContain('dataset_name="raw_crm"');
    // Nothing is said of its columns, so none is frozen.
    expect(text).toContain(`@dlt.resource(
    name="contacts",
    write_disposition="merge",
    primary_key=["id"],
)`);
  });

  it('writes values as Python has them', () => {
    expect(pythonLiteral({ a: [true, false, null], b: 'x"y\\', c: 1.5 })).toBe(
      '{"a": [True, False, None], "b": "x\\"y\\\\", "c": 1.5}',
    );
  });
});

describeWith(['python3'], 'a pipeline of dlt', () => {
  it('is Python', () => {
    const odd = PRODUCT.replace('salesforce', '"sales\\"force of \\\\ us"').replace('accounts', '2 accounts-old');
    const script =
      'import ast, sys; print(sorted(n.name for n in ast.walk(ast.parse(sys.stdin.read())) if isinstance(n, ast.FunctionDef)))';
    for (const text of [...Object.values(pipelines(PRODUCT)), ...Object.values(pipelines(odd))]) {
      const names = execFileSync('python3', ['-c', script], { input: text, encoding: 'utf8' });
      expect(parse(names.replaceAll("'", '"'))).toEqual(expect.arrayContaining(['contacts', 'source']));
    }
  });
});
