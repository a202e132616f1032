import { compileManifest } from '../../../src/compiler/compileManifest.js';
import { compileProduct } from '../../../src/compiler/compileProduct.js';
import type { Diagnostic } from '../../../src/compiler/diagnostic.js';
import { EMPTY_MESH } from '../support/mesh.js';
import { hostileJson, hostileYaml } from './texts.js';

const MODELS = 'models: [{name: bronze_x}]\n';

/** Compiles every hostile text in every place, and prints a line of each as it ends. */
type Compile = (content: string) => readonly Diagnostic[];
const empty = { environment: 'production', mesh: EMPTY_MESH, files: [] };

const PLACES: Readonly<Record<string, Compile>> = {
  manifest: (content) => compileManifest({ manifest: { path: 'manifest.yaml', content }, refs: [] }).diagnostics,
  product: (content) => compileProduct({ ...empty, product: { path: 'data-product.yaml', content } }).diagnostics,
  platform: (content) => {
    const product = { path: 'data-product.yaml', content: 'kind: DataProduct\n' };
    const files = [{ path: 'platform-manifest.yaml', content }];
    return compileProduct({ ...empty, product, files }).diagnostics;
  },
  dbt: (content) =>
    compileProduct(local([{ path: 'models/hostile.yml', content: MODELS + content }], null)).diagnostics,
  json: (content) => compileProduct(local([], content)).diagnostics,
};

function local(
  files: { path: string; content: string }[],
  dbtManifest: string | null,
): Parameters<typeof compileProduct>[0] {
  const head = 'apiVersion: floe.dev/v1\nkind: Manifest\nmetadata: {name: a, version: "1.0.0"}\n';
  const content =
    'apiVersion: floe.dev/v1\nkind: DataProduct\nmetadata: {name: p, version: "1.0.0"}\nownership: {team: a, email: a@b.c}\ntransforms: [{type: dbt, path: models/}]\n';
  const product = { path: 'data-product.yaml', content };
  return { ...empty, product, files: [{ path: 'platform-manifest.yaml', content: head }, ...files], dbtManifest };
}

/** Megabytes of the long texts: all of them where each reader is met first, fewer where the same reader is met again. */
const megabytesAt = (place: string): number => (place === 'manifest' || place === 'json' ? 10 : 2);

for (const [place, compile] of Object.entries(PLACES))
  for (const [name, text] of Object.entries(place === 'json' ? hostileJson : hostileYaml)) {
    const diagnostics = compile(text(megabytesAt(place)));
    const found = diagnostics.slice(0, 1000).map(({ code, message, location }) => ({
      code,
      length: message.length,
      file: location?.file ?? null,
    }));
    const polluted = 'polluted' in {};
    process.stdout.write(`${JSON.stringify({ place, name, count: diagnostics.length, found, polluted })}\n`);
  }
