import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  decodeDataContract,
  decodeDataProduct,
  decodeManifest,
  decodePlatformManifest,
} from '../../../src/compiler/document/decode.js';
import { parseYaml } from '../../../src/compiler/document/yaml/yaml.js';
import { describeBeside } from '../../support/describeBeside.js';
import { designPaper, filesBelow, ownInput } from '../../support/inputs.js';

const ROOT = path.join(import.meta.dirname, '../../..');
const ACME = path.join(ROOT, 'examples/acme');

const file = (relative: string) => ({ path: relative, content: readFileSync(path.join(ACME, relative), 'utf8') });
const all = readdirSync(ACME, { recursive: true, encoding: 'utf8' });
const named = (name: string): string[] => all.filter((each) => path.basename(each) === name).sort();

describe('examples/acme', () => {
  it.each([...named('enterprise-manifest.yaml'), ...named('domain-manifest.yaml')])('%s is a Manifest', (relative) => {
    const { document, diagnostics } = decodeManifest(file(relative));
    expect(diagnostics).toEqual([]);
    expect(document?.value.kind).toBe('Manifest');
  });

  it.each(named('data-product.yaml'))('%s is a DataProduct named after its folder', (relative) => {
    const { document, diagnostics } = decodeDataProduct(file(relative));
    expect(diagnostics).toEqual([]);
    expect(document?.value.metadata.name).toBe(path.basename(path.dirname(relative)));
  });

  it('has the contract that the ADR prints, a DataContract', () => {
    const { document, diagnostics } = decodeDataContract(
      file('contracts/marketing-to-sales-customer-interactions.yaml'),
    );
    expect(diagnostics).toEqual([]);
    expect(document?.value.schema.columns.map(({ name }) => name)).toEqual([
      'customer_id',
      'interaction_type',
      'interaction_timestamp',
      'campaign_id',
    ]);
  });

  it('publishes every manifest under a ref, and every product', () => {
    const registry = JSON.parse(readFileSync(path.join(ACME, 'registry.json'), 'utf8')) as {
      manifests: { file: string; ref: string }[];
      products: string[];
    };
    const manifests = [...named('enterprise-manifest.yaml'), ...named('domain-manifest.yaml')];
    expect(registry.manifests.map((each) => each.file).sort()).toEqual(manifests.sort());
    expect([...registry.products].sort()).toEqual(named('data-product.yaml').map((each) => path.dirname(each)));
    const refs = registry.manifests.map((each) => each.ref);
    for (const each of named('data-product.yaml'))
      expect(refs).toContain(decodeDataProduct(file(each)).document?.value.domain?.ref);
    for (const { file: each, ref } of registry.manifests) {
      expect(ref.endsWith(`:v${decodeManifest(file(each)).document?.value.metadata.version}`)).toBe(true);
    }
  });

  it('has well-formed YAML and JSON throughout', () => {
    for (const each of all.filter((one) => /\.(ya?ml|json)$/.test(one))) {
      expect(parseYaml(file(each)).diagnostics, each).toEqual([]);
    }
  });
});

interface DbtColumn {
  readonly name: string;
  readonly description?: string;
  readonly tests?: readonly unknown[];
}
const models = (product: string): { name: string; columns: readonly DbtColumn[] }[] =>
  all
    .filter((each) => each.startsWith(product) && each.includes('models') && each.endsWith('.yml'))
    .flatMap(
      (each) =>
        (parseYaml(file(each)).document?.value as { models?: { name: string; columns: DbtColumn[] }[] }).models ?? [],
    );
const coverage = (columns: readonly DbtColumn[]): number =>
  (100 * columns.filter((each) => (each.tests ?? []).length > 0).length) / columns.length;

describe('the models of examples/acme', () => {
  it('test 92% of the columns of sales.customer-360, as the ADR prints it', () => {
    expect(coverage(models('domains/sales/products/customer-360').flatMap((model) => model.columns))).toBe(92);
  });

  it.each(named('data-product.yaml').map((each) => path.dirname(each)))(
    'of %s have SQL beside them, and every column of gold tables and facts is tested',
    (product) => {
      for (const { name, columns } of models(product)) {
        expect(
          all.some((each) => each.startsWith(product) && path.basename(each) === `${name}.sql`),
          name,
        ).toBe(true);
        if (/gold_|^(fact|dim|ref|hub|link|sat)_/.test(name)) expect(coverage(columns), name).toBe(100);
      }
    },
  );

  it.each(named('data-product.yaml'))(
    'feed each output port of %s that has a schema with its very columns',
    (relative) => {
      const product = path.dirname(relative);
      for (const port of decodeDataProduct(file(relative)).document?.value.output_ports ?? []) {
        const table = port.table.split('.').at(-1) ?? '';
        const model = models(product).find(
          ({ name }) => /gold_|^(fact|ref|sat)_/.test(name) && name.endsWith(`_${table}`),
        );
        expect(model, port.table).toBeDefined();
        if (!port.schema?.ref) continue;
        const schema = JSON.parse(file(path.join(product, port.schema.ref)).content) as { properties: object };
        expect(Object.keys(schema.properties)).toEqual(model?.columns.map(({ name }) => name));
      }
    },
  );
});

const PARTS = ['medallion', 'kimball', 'data-vault', 'namespaces'].map((name) => `${name}.yaml`);
const part = (name: string): string => readFileSync(ownInput('adr-0021', name), 'utf8');

describe('the platform manifest that ADR-0021 prints, and its parts', () => {
  it('are all that is kept of it', () => expect(filesBelow(ownInput('adr-0021'))).toEqual([...PARTS].sort()));

  it.each(PARTS)('%s decodes', (name) => {
    const { diagnostics } = decodePlatformManifest({ path: 'platform-manifest.yaml', content: part(name) });
    expect(diagnostics).toEqual([]);
  });
});

const ADR = designPaper('adr-0021-data-architecture-patterns.md');

describeBeside('what ADR-0021 prints', ADR, () => {
  /** What follows after it is the company's own, beyond what the ADR prints. */
  const BEYOND = '\n# Beyond ADR-0021: ';
  const printed = (): string[] =>
    [...readFileSync(ADR, 'utf8').matchAll(/```yaml\n(.*?)```/gs)].map(([, block = '']) => block);

  it.each([
    'enterprise-manifest.yaml',
    'domains/sales/domain-manifest.yaml',
    'domains/sales/products/customer-360/data-product.yaml',
    'contracts/marketing-to-sales-customer-interactions.yaml',
  ])('stands in examples/acme word for word: %s', (relative) => {
    const [asPrinted] = file(relative).content.split(BEYOND);
    expect(printed()).toContain(asPrinted);
  });

  it.each(PARTS)('stands in test/inputs/adr-0021 word for word: %s', (name) => {
    expect(printed()).toContain(part(name));
  });

  it('has no part of a platform manifest beside those', () => {
    const parts = printed().filter(
      (text) => /^(data_architecture|catalog_structure):/m.test(text) && !/^(kind|version):/m.test(text),
    );
    const single = parts.filter((text) => (text.match(/^data_architecture:/gm) ?? []).length < 2);
    expect(single).toHaveLength(PARTS.length);
  });
});
