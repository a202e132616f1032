import { describe, expect, it } from 'vitest';
import { readDbtProject } from '../../../src/compiler/document/dbt/readDbtProject.js';
import type { DbtProject } from '../../../src/compiler/document/dbt/project/project.js';

const schema = (artifact: string): object => ({
  dbt_schema_version: `https://schemas.getdbt.com/dbt/${artifact}.json`,
});
const read = (artifacts: Record<string, unknown>): DbtProject =>
  readDbtProject({
    files: [
      {
        path: 'models/m.yml',
        content:
          'models: [{name: a, columns: [{name: id, tests: [unique]}, {name: b, data_type: text}]}, {name: v, columns: [{name: id}], versions: [{v: 1}]}]',
      },
      ...Object.entries(artifacts).map(([path, each]) => ({ path, content: JSON.stringify(each) })),
    ],
    dbtManifest: null,
    transforms: [],
  }).project;
const types = ({ models }: DbtProject): unknown[] => models.map(({ columns }) => columns.map(({ type }) => type));

const CATALOG = {
  metadata: schema('catalog/v1'),
  nodes: {
    'model.shop.a': { columns: { ID: { type: 'BIGINT', name: 'ID' }, B: { type: 'INT' }, OTHER: { type: 'INT' } } },
    'model.shop.v.v1': { columns: { ID: { type: 'BIGINT' } } },
  },
};

describe("dbt's other artifacts", () => {
  it('catalog.json gives the types that YAML lacks, and no columns that YAML does not declare', () => {
    expect(types(read({ 'target/catalog.json': CATALOG }))).toEqual([['bigint', 'text'], [null]]);
  });

  it('are known by what they state, not by their name alone', () => {
    expect(types(read({ 'schemas/catalog.json': CATALOG }))).toEqual([[null, 'text'], [null]]);
    expect(types(read({ 'target/catalog.json': { nodes: CATALOG.nodes } }))).toEqual([[null, 'text'], [null]]);
    expect(types(read({ 'target/catalog.json': [1, 'x', null] }))).toEqual([[null, 'text'], [null]]);
  });

  it('run_results.json tells which tests failed, with how many records', () => {
    const of = (...results: object[]): unknown[] =>
      read({ 'target/run_results.json': { metadata: schema('run-results/v6'), results } }).failedTests.map(
        ({ model, test, failures }) => [model.name, test.name, failures],
      );
    expect(of({ unique_id: 'test.shop.unique_a_id.1', status: 'fail', failures: 2 })).toEqual([['a', 'unique', 2]]);
    expect(of({ unique_id: 'test.shop.unique_a_id.1', status: 'error', failures: 2 })).toEqual([['a', 'unique', null]]);
    // Fusion's spelling.
    expect(of({ unique_id: 'test.shop.unique_a_id.1', status: 'Fail', failures: 2 })).toEqual([['a', 'unique', 2]]);
    expect(of({ unique_id: 'model.shop.a', status: 'fail' }, { status: 'fail' }, {})).toEqual([]);
  });

  it.each([
    ['its own', '{name: ids_are_unique, test_name: unique}', 'ids_are_unique'],
    ['its own among the arguments', 'unique: {name: ids_are_unique, severity: warn}', 'ids_are_unique'],
    ['one without its configuration', 'unique: {severity: warn, where: "id > 0"}', 'unique_a_id'],
  ])('a test in YAML is known by the name that dbt gives it: %s', (_, test, name) => {
    const results = [{ unique_id: `test.shop.${name}.1`, status: 'fail', failures: 4 }];
    const { project } = readDbtProject({
      files: [
        { path: 'models/m.yml', content: `models:\n- name: a\n  columns:\n  - name: id\n    tests:\n    - ${test}\n` },
        { path: 'target/run_results.json', content: JSON.stringify({ metadata: schema('run-results/v6'), results }) },
      ],
      dbtManifest: null,
      transforms: [],
    });
    expect(project.failedTests).toMatchObject([{ model: { name: 'a' }, test: { name: 'unique' }, failures: 4 }]);
  });

  it('a test of a manifest is known by its id, whatever its name', () => {
    const nodes = {
      'model.shop.a': { name: 'a' },
      'test.shop.mine.1': { test_metadata: { name: 'unique' }, attached_node: 'model.shop.a' },
    };
    const results = [{ unique_id: 'test.shop.mine.1', status: 'fail', failures: 1 }];
    const { project } = readDbtProject({
      files: [
        { path: 'target/run_results.json', content: JSON.stringify({ metadata: schema('run-results/v5'), results }) },
      ],
      dbtManifest: JSON.stringify({ nodes }),
      transforms: [],
    });
    expect(project.failedTests).toMatchObject([{ model: { name: 'a' }, test: { name: 'unique' }, failures: 1 }]);
  });
});
