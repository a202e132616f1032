import { describe, expect, it } from 'vitest';
import type { CompiledModel } from '../../../src/compiler/artifact.js';
import { compile } from '../rules/project.js';

/** A model that passes the gates of whatever layer it is found to have, for there are none. */
const model = (name: string, meta = ''): string =>
  `  - {name: ${name}, ${meta}columns: [{name: id, data_tests: [not_null, unique]}]}\n`;
const declaring = (layer: string): string => `meta: {floe: {layer: ${layer}}}, `;

interface Project {
  readonly layers: string;
  readonly files: Readonly<Record<string, string>>;
}

function compiled({ layers, files }: Project): readonly CompiledModel[] {
  const manifest = `# domain-manifest.yaml\ndata_architecture: {pattern: hybrid, layers: {${layers}}, naming: {enforcement: off}}\n`;
  const yaml = Object.entries(files).map(([file, models]) => `# ${file}\nmodels:\n${models}`);
  const { artifact, diagnostics } = compile(manifest + yaml.join(''));
  if (!artifact) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return artifact.models;
}

const layerOf = (layers: string, text: string, file = 'models/m.yml'): string | null | undefined =>
  compiled({ layers, files: { [file]: text } })[0]?.layer;

const NESTED = 'raw: {prefix: raw_}, history: {prefix: raw_hist_}, marts: {prefix: mart_}';

describe('the layer of a model', () => {
  it('is the one that it declares, before any other', () => {
    expect(layerOf(NESTED, model('raw_orders', declaring('marts')), 'models/history/m.yml')).toBe('marts');
    expect(layerOf(NESTED, model('orders', declaring('marts')), 'models/history/m.yml')).toBe('marts');
  });

  it('is the one with the longest prefix, before its folder', () => {
    expect(layerOf(NESTED, model('raw_orders'), 'models/marts/m.yml')).toBe('raw');
    expect(layerOf(NESTED, model('raw_hist_orders'), 'models/marts/m.yml')).toBe('history');
  });

  it('is the one whose prefix is longest in whatever order they are stated', () => {
    const reversed = NESTED.split(', ').reverse().join(', ');
    expect(layerOf(reversed, model('raw_hist_orders'))).toBe('history');
    expect(layerOf(reversed, model('raw_orders'))).toBe('raw');
  });

  it('is no layer’s whose prefix is all of the name', () => {
    expect(layerOf(NESTED, model('raw_'))).toBeNull();
  });

  it.each([
    ['models/history/m.yml', 'history'],
    ['models/History/m.yml', 'history'],
    ['models/mart/m.yml', 'marts'],
    ['models/raw/history/m.yml', 'history'],
    ['models/history/raw/crm/m.yml', 'raw'],
    ['models/raw_hist/m.yml', 'history'],
    ['models/historical/m.yml', null],
  ])('is else the one that the innermost folder is named after: %s', (file, layer) => {
    expect(layerOf(NESTED, model('orders'), file)).toBe(layer);
  });

  it('is the folder’s where it declares a layer that there is not', () => {
    expect(layerOf(NESTED, model('orders', declaring('atlantis')), 'models/raw/m.yml')).toBe('raw');
  });

  it.each([
    ['customer_h', 'hubs'],
    ['order_customer_l', 'links'],
    ['customer_s', 'satellites'],
    ['customer_details_ma_s', 'satellites'],
    ['ref_country', 'reference'],
    ['r_country', 'reference'],
    ['country_r', null],
    ['h', null],
  ])('is said by suffixes and patterns where a manifest states them: %s', (name, layer) => {
    const layers =
      "hubs: {suffix: _h}, links: {suffix: _l}, satellites: {suffix: [_s, _ma_s]}, reference: {pattern: '^r(ef)?_(?<stem>.+)$'}";
    expect(layerOf(layers, model(name))).toBe(layer);
  });

  it('takes of the name what says it, whichever of its forms that is, to name the table', () => {
    const layers =
      "hubs: {suffix: [_h, _hub], prefix: hub_}, reference: {pattern: '^r(ef)?_(?<stem>.+)$'}, any: {pattern: '^x'}";
    const names = ['customer_h', 'customer_hub', 'hub_customer', 'ref_country', 'x_country'];
    const models = compiled({ layers, files: { 'models/m.yml': names.map((name) => model(name)).join('') } });
    expect(models.map(({ name, table }) => [name, table])).toEqual([
      ['customer_h', 'sales.hubs.customer'],
      ['customer_hub', 'sales.hubs.customer'],
      ['hub_customer', 'sales.hubs.customer'],
      ['ref_country', 'sales.reference.country'],
      ['x_country', 'sales.any.x_country'],
    ]);
  });
});
