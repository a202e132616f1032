import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileProduct } from '../../../src/compiler/compileProduct.js';
import type { CompiledProduct } from '../../../src/compiler/artifact.js';
import { durationSeconds } from '../../../src/compiler/values/duration.js';
import { madeFrom } from '../../../src/compiler/facts/mesh/madeFrom.js';
import { runsWithin } from '../../../src/compiler/facts/schedule/runsWithin.js';
import type { MeshFacts } from '../../../src/compiler/input.js';
import type { ProviderPort, RefResolution, UpstreamPort } from '../../../src/compiler/mesh.js';
import type { SourceFile } from '../../../src/compiler/source.js';
import { readFolder } from '../../support/inputs.js';

const ROOT = path.resolve(import.meta.dirname, '../../..');
export const ACME = path.join(ROOT, 'examples/acme');

export const EMPTY_MESH: MeshFacts = {
  refs: [],
  providerPorts: [],
  upstreamPorts: [],
  publishedProducts: [],
  domains: [],
  standingContracts: [],
  claimedTables: [],
  standing: null,
  notices: [],
  now: '2026-01-15T12:00:00.000Z',
};

interface Registry {
  readonly manifests: readonly { readonly file: string; readonly ref: string }[];
  readonly products: readonly string[];
}
export const acmeRegistry = JSON.parse(readFileSync(path.join(ACME, 'registry.json'), 'utf8')) as Registry;

/** The refs of acme's manifests as they resolve once all are published. */
const acmeRefs: readonly RefResolution[] = acmeRegistry.manifests.map(({ file, ref }) => {
  const content = readFileSync(path.join(ACME, file), 'utf8');
  const [, name = ''] = /^ {2}name: (\S+)/m.exec(content) ?? [];
  const [, version = ''] = /^ {2}version: "(\S+)"/m.exec(content) ?? [];
  return { ref, found: { name, version, ref, digest: `sha256:${name}`, source: { path: file, content } } };
});

function providerPorts({ domain, fqn, outputPorts }: CompiledProduct): ProviderPort[] {
  return outputPorts.map((port) => ({ ...port, domain, product: fqn, port: port.name }));
}

/** What the ports of a product promise and rest on, as the catalog would gather it. */
export function upstreamPorts({ fqn: product, outputPorts, lineage, schedule }: CompiledProduct): UpstreamPort[] {
  const straight = lineage.filter(
    ({ level, fromKind, toKind }) => level === 'model' && fromKind === 'input_port' && toKind === 'output_port',
  );
  const made = madeFrom(
    lineage.filter(({ level }) => level === 'port'),
    straight,
  );
  return outputPorts.map(({ fqn, sla }) => ({
    fqn,
    product,
    sla,
    madeFrom: made.get(fqn) ?? [],
    runsWithin: schedule && runsWithin(durationSeconds(schedule.longestGap), schedule.duration),
  }));
}

/** The mesh with these of acme's products published, in this order. */
export function acmeMesh(products: readonly string[]): MeshFacts {
  const published = products.map((folder) => {
    const { artifact, diagnostics } = compileProduct(acmeInput(folder, { ...EMPTY_MESH, ...acmeDomains }));
    if (!artifact) throw new Error(JSON.stringify(diagnostics, null, 2));
    return artifact;
  });
  return {
    ...EMPTY_MESH,
    ...acmeDomains,
    providerPorts: published.flatMap(providerPorts),
    upstreamPorts: published.flatMap(upstreamPorts),
    publishedProducts: published.map(({ fqn }) => fqn),
  };
}

const acmeDomains = { refs: acmeRefs, domains: ['sales', 'marketing', 'finance', 'enterprise', 'risk'] };

export function acmeInput(folder: string, mesh: MeshFacts): Parameters<typeof compileProduct>[0] {
  return productInput(readFolder(path.join(ACME, folder)), mesh);
}

/** A product's folder as the input of a compilation. */
export function productInput(all: readonly SourceFile[], mesh: MeshFacts): Parameters<typeof compileProduct>[0] {
  const product = all.find((file) => file.path === 'data-product.yaml');
  if (!product) throw new Error('the folder has no data-product.yaml');
  return { product, files: all.filter((file) => file !== product), environment: 'production', mesh };
}
