import { describe, expect, it } from 'vitest';
import { findings, placed, told } from './project.js';

const CODE = 'NAMING_LAYER_CONTRADICTS_PREFIX';

const model = (name: string, layer: string): string =>
  `# models/m.yml\nmodels:\n  - name: ${name}\n    meta: {floe: {layer: ${layer}}}\n    columns: [{name: id, tests: [not_null]}]\n`;

describe(CODE, () => {
  it('finds a prefix of another layer than the declared one, and names both ways out', () => {
    const text = model('silver_orders', 'bronze');
    expect(findings(text, CODE)).toMatchObject([
      {
        message: "'silver_orders' declares the bronze layer, but bears the prefix of the silver layer",
        hint: 'Use bronze_orders, or declare layer: silver in place of bronze',
      },
    ]);
    expect(placed(text, CODE)).toEqual(['models/m.yml: layer: bronze}}']);
  });

  it('is silent where both name one layer', () => expect(told(model('bronze_orders', 'bronze'))).toEqual([]));

  it('judges the model by the gates of the layer that it declares', () => {
    expect(told(model('silver_orders', 'bronze')).filter((each) => each.startsWith('QUALITY'))).toEqual([]);
  });

  it('is an error where naming is enforced by warnings too, and silent where it is off', () => {
    const under = (enforcement: string): string =>
      `# domain-manifest.yaml\ndata_architecture: {naming: {enforcement: ${enforcement}}}\n${model('silver_orders', 'bronze')}`;
    expect(findings(under('warn'), CODE).map(({ severity }) => severity)).toEqual(['error']);
    expect(findings(under('off'), CODE)).toEqual([]);
  });

  it('names no model that stands', () => {
    const text = `${model('silver_orders', 'bronze')}  - {name: bronze_orders, columns: [{name: id, tests: [not_null]}]}\n`;
    expect(findings(text, CODE)).toMatchObject([
      { hint: 'Use another name of the bronze layer, or declare layer: silver in place of bronze' },
    ]);
  });

  it('is silent where the name bears the prefix of the declared layer beside a longer one', () => {
    const layers =
      '# domain-manifest.yaml\ndata_architecture: {pattern: hybrid, layers: {raw: {prefix: raw_}, history: {prefix: raw_hist_}}}\n';
    const declared = (layer: string): string => layers + model('raw_hist_orders', layer);
    expect(told(declared('raw'))).toEqual([]);
    expect(told(declared('history'))).toEqual([]);
  });
});
