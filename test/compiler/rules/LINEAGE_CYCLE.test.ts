import { describe, expect, it } from 'vitest';
import { modelCycles } from '../../../src/compiler/facts/lineage/modelCycles.js';
import type { DbtRef } from '../../../src/compiler/document/dbt/project/project.js';
import type { ModelFacts } from '../../../src/compiler/facts/models/modelFacts.js';
import { chain, models } from './chains.js';
import { compile, findings, placed, told } from './project.js';

const CODE = 'LINEAGE_CYCLE';
const cyclic = (published: string, more: { reads?: string | null; inputs?: Record<string, string> } = {}): string =>
  chain({ published, sla: 'quality: {completeness: 99%}', ...more });

describe(CODE, () => {
  it('decision 13: a true cycle through models and ports is a warning that shows the path', () => {
    const text = cyclic('finance.a.a: {from: [finance.b.b]}, finance.b.b: {from: [sales.orders.out]}');
    expect(findings(text, CODE)).toMatchObject([
      {
        severity: 'warning',
        message:
          "Output port 'out' feeds itself: sales.orders.out → finance.b.from-0 → finance.b.b → finance.a.from-0 → finance.a.a → sales.orders.a → sales.orders#bronze_out → sales.orders.out",
        related: [{ message: "It comes back through input port 'a'" }],
      },
    ]);
    expect(placed(text, CODE)).toEqual(['data-product.yaml: out']);
    expect(compile(text).outcome).toBe('succeeded');
  });

  it('decision 13: products that read from each other make no cycle, nor does what is only assumed', () => {
    expect(
      told(cyclic('finance.a.a: {from: [sales.orders.other]}, sales.orders.other: {from: [finance.a.a]}')),
    ).toEqual([]);
    expect(told(cyclic('finance.a.a: {perhaps: [sales.orders.out]}'))).toEqual([]);
    expect(told(cyclic('finance.a.a: {from: [sales.orders.out]}', { reads: null }))).toEqual([]);
  });

  it('is silent on a circle among others that the product only reads from', () => {
    expect(told(cyclic('finance.a.a: {from: [finance.b.b]}, finance.b.b: {from: [finance.a.a]}'))).toEqual([]);
  });

  it('tells of a cycle once, although it passes two ports of the product', () => {
    const text = `# mesh.yaml
published: {finance.a.a: {from: [sales.orders.one]}, finance.b.b: {from: [sales.orders.two]}}
# data-product.yaml
output_ports: [{name: one, table: sales.bronze.one}, {name: two, table: sales.bronze.two}]
input_ports: [{name: a, source: {type: data_product, ref: finance.a.a}}, {name: b, source: {type: data_product, ref: finance.b.b}}]
${models({ one: "{{ source('b', 't') }}", two: "{{ source('a', 't') }}" })}`;
    expect(findings(text, CODE).map(({ subject }) => subject)).toEqual(['one']);
  });

  it('tells of each input port by which data comes back', () => {
    const text = `# mesh.yaml
published: {finance.a.a: {from: [sales.orders.out]}, finance.b.b: {from: [sales.orders.out]}, finance.c.c: {}}
# data-product.yaml
output_ports: [{name: out, table: sales.bronze.out}]
input_ports: [${['a', 'b', 'c'].map((at) => `{name: ${at}, source: {type: data_product, ref: finance.${at}.${at}}}`).join(', ')}]
${models({ out: "{{ source('a', 't') }}, {{ source('b', 't') }}, {{ source('c', 't') }}" })}`;
    expect(findings(text, CODE).map(({ related }) => related?.[0]?.message)).toEqual([
      "It comes back through input port 'a'",
      "It comes back through input port 'b'",
    ]);
  });

  it('finds models that refer to each other, each circle once, at the first by name', () => {
    const text = models({
      a: "{{ ref('bronze_c') }}",
      b: "{{ ref('bronze_a') }}",
      c: "{{ ref('bronze_b') }}",
      behind: "{{ ref('bronze_c') }}",
      sane: "{{ source('x', 'y') }}",
    });
    expect(findings(text, CODE).map(({ message }) => message)).toEqual([
      "Model 'bronze_a' feeds itself: bronze_a → bronze_b → bronze_c → bronze_a",
    ]);
    expect(findings(text, CODE)[0]?.related).toHaveLength(2);
    expect(placed(text, CODE)[0]).toMatch(/^models\/m\.yml: bronze_a/);
  });

  it('takes a ref to the own name for another version, and one that names a package for the model of that package', () => {
    const reads = { a: "{{ ref('bronze_a', v=1) }}", b: "{{ ref('shop', 'bronze_c') }}", c: "{{ ref('bronze_b') }}" };
    expect(findings(models(reads), CODE)).toEqual([]);
  });

  it('shows of a long path its beginning and its end; the details have all', () => {
    const count = 100;
    const reads = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`m${index}`, `{{ ref('bronze_m${(index + 1) % count}') }}`]),
    );
    const [finding, ...others] = findings(models(reads), CODE);
    expect(others).toEqual([]);
    expect(finding?.message).toMatch(/^Model '\w+' feeds itself: (\w+ → ){10}\.\.\. 90 more → bronze_m0$/);
    expect(finding?.details?.['path']).toHaveLength(count + 1);
  });

  it('ends soon among ten thousand models in one circle, and in as many that refer to each other', () => {
    const all = Array.from(
      { length: 10_000 },
      (_, index) => ({ name: `m${index}`, model: { refs: [] as DbtRef[] } }) as unknown as ModelFacts,
    );
    const reading = (of: (index: number) => readonly number[]): ModelFacts[][] =>
      modelCycles({
        upstream: new Map(
          all.map((model, index) => [
            model,
            { models: of(index).flatMap((each) => all[each % all.length] ?? []), inputs: [], sources: [] },
          ]),
        ),
        origins: new Map(),
      });
    expect(reading((index) => [index + 1]).map(({ length }) => length)).toEqual([10_000]);
    expect(reading((index) => [index + 1, index + 9_999])).toHaveLength(5_000);
    expect(reading((index) => (index === 9_999 ? [] : [index + 1]))).toEqual([]);
  });
});
