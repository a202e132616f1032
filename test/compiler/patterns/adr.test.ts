import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CompiledLayer } from '../../../src/compiler/artifact.js';
import { patterns } from '../../../src/compiler/patterns/patterns.js';
import { compileAlone, platformManifest } from '../inherit/manifests.js';

const ADR = path.resolve(import.meta.dirname, '../../../../shared/design/adr-0021-data-architecture-patterns.md');
const present = existsSync(ADR);
if (!present) console.warn(`No ADR at ${ADR}: its tables of layers are not compared.`);

interface Written {
  readonly prefix: string;
  readonly description: string;
  readonly quality_gates: { readonly required_tests: string[]; readonly minimum_coverage: number };
  readonly catalog_namespace?: string;
  readonly scd?: { readonly types_allowed: number[]; readonly default_type: number };
}
interface Architecture {
  readonly pattern: string;
  readonly layers?: Readonly<Record<string, Written>>;
  readonly naming?: { readonly enforcement: string; readonly case: string };
}

/** The fenced YAML of the ADR that says `pattern` and its layers in full. */
const written: readonly Architecture[] = (
  present ? [...readFileSync(ADR, 'utf8').matchAll(/^```yaml\n(.*?)^```/gms)] : []
)
  .map(([, text = '']) => text)
  .filter((text) => /^data_architecture:/m.test(text) && text.includes('required_tests') && !text.includes('kind:'))
  .map((text) => (parse(text) as { data_architecture: Architecture }).data_architecture);

const compiledAs = (
  name: string,
  { prefix, description, quality_gates, catalog_namespace, scd }: Written,
): CompiledLayer => ({
  ...{ name, prefix, description },
  ...{ requiredTests: quality_gates.required_tests, minimumCoverage: quality_gates.minimum_coverage },
  namespace: catalog_namespace ?? name,
  ...(scd && { scd: { typesAllowed: scd.types_allowed, defaultType: scd.default_type } }),
});

const effective = (architecture: string): readonly CompiledLayer[] | undefined =>
  compileAlone(platformManifest(architecture)).artifact?.layers;

describe.skipIf(!present)('the defaults of a pattern', () => {
  it('are written in the ADR for three patterns', () => {
    expect(written.map(({ pattern }) => pattern)).toEqual(['medallion', 'kimball', 'data_vault']);
  });

  it.each(written.map((each) => [each.pattern, each] as const))('of %s are the ADR’s, layer by layer', (name, adr) => {
    const layers = Object.entries(adr.layers ?? {}).map(([layer, written]) => compiledAs(layer, written));
    expect(effective(`data_architecture: {pattern: ${name}}`)).toEqual(layers);
  });

  it.each(written.map((each) => [each.pattern, each] as const))(
    'of %s are the same whether the manifest states the ADR’s own YAML or the pattern alone',
    (name, adr) => {
      expect(effective(`data_architecture: ${JSON.stringify(adr)}`)).toEqual(
        effective(`data_architecture: {pattern: ${name}}`),
      );
    },
  );

  it('of naming are the ADR’s: strict, snake_case', () => {
    const naming = written.find(({ pattern }) => pattern === 'medallion')?.naming;
    for (const { enforcement, namingCase } of Object.values(patterns))
      expect({ enforcement, case: namingCase }).toEqual(naming);
  });
});
