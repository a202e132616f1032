import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'QUALITY_COVERAGE_BELOW_MINIMUM';

const columns = (tested: number, bare: number): string =>
  [
    ...Array.from({ length: tested }, (_, index) => `{name: ${index ? `t${index}` : 'id'}, tests: [not_null]}`),
    ...Array.from({ length: bare }, (_, index) => `{name: b${index}}`),
  ].join(', ');
const model = (name: string, tested: number, bare: number): string =>
  `  - {name: ${name}, columns: [${columns(tested, bare)}]}\n`;
const minimum = (enterprise: number, domain?: number): string =>
  `# enterprise-manifest.yaml\ngovernance: {quality_gates: {minimum_test_coverage: ${enterprise}}}\n${domain === undefined ? '' : `# domain-manifest.yaml\ngovernance: {quality_gates: {minimum_test_coverage: ${domain}}}\n`}`;

describe(CODE, () => {
  it('finds a layer below its minimum, with the columns that lack a test', () => {
    const text = `# models/m.yml\nmodels:\n${model('bronze_a', 1, 2)}`;
    expect(findings(text, CODE)).toMatchObject([
      {
        message: 'Test coverage of bronze layer is 33.33%, below the minimum of 50%',
        notes: ['Columns without a test: bronze_a.b0, bronze_a.b1'],
        details: { layer: 'bronze', minimum: 50 },
      },
    ]);
    expect(placed(text, CODE)[0]).toContain('models/m.yml: bronze_a');
  });

  it('points to the first model in the first file, whatever the models are called', () => {
    const text = `# models/b.yml\nmodels:\n${model('bronze_a', 1, 9)}# models/a.yml\nmodels:\n${model('bronze_z', 1, 2)}${model('bronze_c', 1, 2)}`;
    expect(placed(text, CODE)[0]).toContain('models/a.yml: bronze_z');
  });

  it("takes a layer's models together (decision 4)", () => {
    expect(told(`# models/m.yml\nmodels:\n${model('bronze_a', 1, 2)}${model('bronze_b', 2, 0)}`)).toEqual([]);
  });

  it('holds the product as a whole against the strictest minimum, and says who states it', () => {
    const text = `${minimum(70, 80)}# models/m.yml\nmodels:\n${model('bronze_a', 3, 1)}`;
    expect(findings(text, CODE)).toMatchObject([
      {
        message: 'Test coverage is 75%, below the minimum of 80%',
        details: { layer: null, statedBy: 'sales-domain@1.0.0' },
        related: [{ location: { file: 'domain-manifest.yaml' } }],
      },
    ]);
    expect(told(`${minimum(70)}# models/m.yml\nmodels:\n${model('bronze_a', 3, 1)}`)).toEqual([]);
  });

  it('never rounds up to a minimum', () => {
    const text = `${minimum(66.67)}# models/m.yml\nmodels:\n${model('bronze_a', 2, 1)}`;
    expect(findings(text, CODE)).toMatchObject([{ details: { coverage: 66.66, minimum: 66.67 } }]);
  });

  it('counts a model without columns as not covered', () => {
    const text = `${minimum(60)}# models/m.yml\nmodels:\n${model('bronze_a', 1, 0)}  - {name: bronze_b}\n`;
    expect(findings(text, CODE)).toMatchObject([{ details: { coverage: 50 } }]);
  });
});
