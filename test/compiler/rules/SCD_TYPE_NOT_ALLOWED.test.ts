import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'SCD_TYPE_NOT_ALLOWED';

const dimension = (type: string, layer = ''): string =>
  `# domain-manifest.yaml\ndata_architecture: {pattern: kimball${layer}}\n# models/dims.yml\nmodels:\n  - name: dim_customer\n    meta: {floe: {scd_type: ${type}}}\n    tests: [scd_validation]\n    columns:\n      - {name: customer_id, tests: [not_null, unique]}\n`;

describe(CODE, () => {
  it('finds a type that the layer does not allow, at the declaration', () => {
    expect(findings(dimension('3'), CODE)).toMatchObject([
      {
        severity: 'error',
        message: 'dim_customer declares SCD type 3, which the dimensions layer does not allow',
        expected: 'scd_type 1 or 2',
      },
    ]);
    expect(placed(dimension('3'), CODE)).toEqual(['models/dims.yml: scd_type: 3}}']);
  });

  it('finds what is no type, and one that a manifest rules out', () => {
    expect(told(dimension('sometimes'))).toEqual([
      `${CODE} dim_customer declares SCD type sometimes, which the dimensions layer does not allow`,
    ]);
    const only2 = ', layers: {dimensions: {scd: {types_allowed: [2]}}}';
    expect(findings(dimension('1', only2), CODE)).toMatchObject([{ expected: 'scd_type 2' }]);
  });

  it.each(['1', '"1"', 'type 1'])('is silent on %s', (type) => {
    expect(findings(dimension(type), CODE)).toEqual([]);
  });

  it('is silent where nothing is declared, and in layers that keep no dimensions', () => {
    expect(findings(dimension('~'), CODE)).toEqual([]);
    expect(
      told(
        '# models/m.yml\nmodels:\n  - {name: bronze_a, meta: {floe: {scd_type: 1}}, columns: [{name: id, tests: [not_null]}]}\n',
      ),
    ).toEqual([]);
  });
});
