import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileProduct } from '../../../src/compiler/compileProduct.js';
import { patterns } from '../../../src/compiler/patterns/defaults/patterns.js';
import { allDiagnosticCodes } from '../../../src/compiler/allDiagnosticCodes.js';
import { describeBeside } from '../../support/describeBeside.js';
import { ownInput, readFolder, realInput } from '../../support/inputs.js';
import { codes, compileAlone, platformManifest } from '../inherit/manifests.js';
import { compile } from '../rules/project.js';
import { EMPTY_MESH } from '../support/mesh.js';

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../../docs/patterns.md'), 'utf8');

const rowsOf = (columns: number): string[][] =>
  [...PAGE.matchAll(/^\| (.*) \|$/gm)]
    .map(([, row = '']) => row.split(' | ').map((cell) => cell.replaceAll('`', '').trim()))
    .filter((row) => row.length === columns);
const manifests = [...PAGE.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = '']) => text);
const hybrid = manifests.find((text) => text.includes('pattern: hybrid')) ?? '';

const model = (name: string): string => `  - {name: ${name}, columns: [{name: id, data_tests: [not_null, unique]}]}\n`;

function namesUnder(architecture: string, names: readonly string[]): string[] {
  const { diagnostics } = compile(
    `# domain-manifest.yaml\n${architecture}# models/m.yml\nmodels:\n${names.map(model).join('')}`,
  );
  return diagnostics.filter(({ code }) => code.startsWith('NAMING')).map(({ subject }) => String(subject));
}

/** How many models of a folder each layer of the hybrid manifest has; none of their names is refused. */
function layersUnderHybrid(folder: string): Record<string, number> {
  const product = `apiVersion: floe.dev/v1\nkind: DataProduct\nmetadata: {name: vault, version: "1.0.0"}\nownership: {team: a, email: a@example.com}\n`;
  const platform = hybrid.replaceAll(/, minimum_coverage: \d+|required_tests: \[.*?\]/g, '');
  const { artifact, diagnostics } = compileProduct({
    product: { path: 'data-product.yaml', content: product },
    files: [...readFolder(folder, /\.(ya?ml|sql|csv)$/), { path: 'platform-manifest.yaml', content: platform }],
    environment: 'production',
    mesh: EMPTY_MESH,
  });
  expect(diagnostics.filter(({ code }) => code.startsWith('NAMING'))).toEqual([]);
  const counted: Record<string, number> = {};
  for (const { layer } of artifact?.models ?? []) counted[String(layer)] = (counted[String(layer)] ?? 0) + 1;
  return counted;
}

describe('docs/patterns.md', () => {
  it('lists the default layers', () => {
    const layers = Object.values(patterns).flatMap((pattern) =>
      pattern.layers.map(({ name, prefix, requiredTests, minimumCoverage }) => [
        ...[pattern.name, name, prefix, requiredTests.join(', '), String(minimumCoverage)],
      ]),
    );
    expect(rowsOf(5).slice(1)).toEqual(layers);
  });

  it('names codes that there are', () => {
    const named = [...PAGE.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, code]) => code);
    expect(named.length).toBeGreaterThan(3);
    expect(allDiagnosticCodes().map(({ code }) => code)).toEqual(expect.arrayContaining(named));
  });

  it('has manifests that compile', () => {
    expect(manifests).toHaveLength(3);
    for (const text of manifests) expect(codes(compileAlone(platformManifest(text)))).toEqual([]);
  });

  it('has a manifest that replaces parts of kimball alone', () => {
    const text = manifests.find((each) => each.includes('pattern: kimball')) ?? '';
    expect(compileAlone(platformManifest(text)).artifact?.layers).toMatchObject([
      { name: 'dimensions', prefix: 'dim_', namespace: 'conformed', scd: { typesAllowed: [1], defaultType: 1 } },
      { name: 'facts', prefix: 'fct_', minimumCoverage: 60, requiredTests: ['not_null_pk', 'referential_integrity'] },
      { name: 'intermediate', prefix: 'int_' },
    ]);
  });

  it.each([
    ['prefixes of words', ['raw_orders', 'v_stg_orders', 'hub_customer', 'link_customer_order', 'sat_customer']],
    ['prefixes of letters', ['stg_orders', 'h_customer', 'l_customer_order', 's_customer', 't_link_payment']],
    ['suffixes', ['customer_h', 'customer_order_l', 'customer_details_s', 'phone_mas', 'payment_tl']],
    ['what is built on them', ['pit_customer', 'bridge_order', 'as_of_date', 'dim_customer', 'fct_orders']],
  ])('has a hybrid manifest under which %s are legal', (_, names) => {
    expect(namesUnder(hybrid, names)).toEqual([]);
  });

  it('has a hybrid manifest under which other names are none', () => {
    const names = ['customer_x', 'hub', 'h', 'pit', 'customers'];
    expect(namesUnder(hybrid, names)).toEqual(names);
  });

  it('has a hybrid manifest under which a vault by macros has legal names', () => {
    expect(layersUnderHybrid(ownInput('dbt-projects/vault'))).toEqual({ stage: 3, hubs: 2, links: 2, satellites: 3 });
  });

  const suggested = rowsOf(3).filter(([pattern = '']) => pattern in patterns);

  it('lists suggestions', () => expect(suggested.length).toBeGreaterThan(10));

  it.each(suggested)('under %s tells %s to be %s', (pattern, written = '', right) => {
    const [name = '', folder] = written.split(/ in an? (\w+) folder/);
    const file = folder ? `models/${folder}/m.yml` : 'models/m.yml';
    const text = `# domain-manifest.yaml\ndata_architecture: {pattern: ${pattern}}\n# ${file}\nmodels:\n${model(name)}`;
    const hints = compile(text).diagnostics.filter(({ code }) => code.startsWith('NAMING'));
    expect(hints.map(({ hint }) => /→ use (\w+)/.exec(hint ?? '')?.[1])).toEqual([right]);
  });
});

const AUTOMATE_DV = realInput('dbt-projects/automate-dv-demo');

describeBeside('docs/patterns.md', AUTOMATE_DV, () => {
  it('has a hybrid manifest under which AutomateDV’s demonstration has legal names', () => {
    expect(layersUnderHybrid(AUTOMATE_DV)).toEqual({ stage: 6, hubs: 7, links: 8, satellites: 10 });
  });
});
