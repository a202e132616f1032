import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'NAMING_UNKNOWN_LAYER';

const model = (layer: string): string =>
  `# models/m.yml\nmodels:\n  - name: bronze_orders\n    meta: {floe: {layer: ${layer}}}\n    columns: [{name: id, tests: [not_null]}]\n`;

describe(CODE, () => {
  it('finds a declared layer that does not exist, at the declaration', () => {
    expect(findings(model('bonze'), CODE)).toMatchObject([
      { expected: 'bronze, silver, or gold', hint: 'Did you mean bronze?', details: { layer: 'bonze' } },
    ]);
    expect(placed(model('bonze'), CODE)).toEqual(['models/m.yml: layer: bonze}}']);
  });

  it('is silent on a layer that exists', () => expect(told(model('bronze'))).toEqual([]));
});
