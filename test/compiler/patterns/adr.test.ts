import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CompiledLayer } from '../../../src/compiler/artifact.js';
import { patterns } from '../../../src/compiler/patterns/defaults/patterns.js';
import { ownInput } from '../../support/inputs.js';
import { compileAlone, platformManifest } from '../inherit/manifests.js';

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

/** The YAML of the ADR that says a pattern and its layers in full. */
const written: readonly Architecture[] = ['medallion', 'kimball', 'data-vault'].map(
  (name) =>
    (parse(readFileSync(ownInput('adr-0021', `${name}.yaml`), 'utf8')) as { data_architecture: Architecture })
      .data_architecture,
);

const compiledAs = (
  name: string,
  { prefix, description, quality_gates, catalog_namespace, scd }: Written,
): CompiledLayer => ({
  name,
  prefix,
  description,
  requiredTests: quality_gates.required_tests,
  minimumCoverage: quality_gates.minimum_coverage,
  namespace: catalog_namespace ?? name,
  ...(scd && { scd: { typesAllowed: scd.types_allowed, defaultType: scd.default_type } }),
});

const effective = (architecture: string): readonly CompiledLayer[] | undefined =>
  compileAlone(platformManifest(architecture)).artifact?.layers;

describe('the defaults of a pattern', () => {
  it('are written for three patterns', () => {
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
