import { describe, expect, it } from 'vitest';
import { findings, placed, told } from '../rules/project.js';

const asks = (governance: string): string => `# data-product.yaml\ngovernance: ${governance}\n`;
const model =
  '# models/m.yml\nmodels:\n  - {name: bronze_x, columns: [{name: id, tests: [not_null, unique]}, {name: note}]}\n';

describe('what a product asks of itself', () => {
  it('binds its own models beyond the platform', () => {
    const before = told(model);
    const added = told(asks('{quality_gates: {bronze_layer: {required_documentation: true}}}') + model).filter(
      (each) => !before.includes(each),
    );
    expect(added.length).toBeGreaterThan(0);
    expect(added.join('\n')).toContain('documentation');
  });

  it('decision 2: may be more than the platform asks, never less', () => {
    const held = '# enterprise-manifest.yaml\ngovernance: {quality_gates: {minimum_test_coverage: 70}}\n';
    const lax = held + asks('{quality_gates: {minimum_test_coverage: 1}}');
    expect(findings(lax, 'INHERIT_WEAKENED')).toMatchObject([{ severity: 'error' }]);
    expect(placed(lax, 'INHERIT_WEAKENED')[0]).toMatch(/^data-product\.yaml: /);
    expect(findings(held + asks('{quality_gates: {minimum_test_coverage: 99}}'), 'INHERIT_WEAKENED')).toEqual([]);
  });

  it('names layers that the platform has', () => {
    expect(findings(asks('{quality_gates: {sliver_layer: {minimum_coverage: 1}}}'), 'LAYER_UNKNOWN')).toMatchObject([
      { hint: 'Did you mean silver?', location: { file: 'data-product.yaml' } },
    ]);
  });

  it('adds no aliases of required tests, which would ask less', () => {
    expect(
      findings(asks('{quality_gates: {test_aliases: {not_null_pk: [mine]}}}'), 'DOCUMENT_UNKNOWN_FIELD'),
    ).toHaveLength(1);
  });
});
