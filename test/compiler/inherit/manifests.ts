import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileManifest } from '../../../src/compiler/compileManifest.js';
import type { Diagnostic } from '../../../src/compiler/diagnostic.js';
import type { ManifestCompileResult } from '../../../src/compiler/result.js';
import type { RefResolution } from '../../../src/compiler/mesh.js';

const ACME = path.resolve(import.meta.dirname, '../../../examples/acme');
const read = (name: string): string => readFileSync(path.join(ACME, name), 'utf8');

export const ENTERPRISE_REF = 'oci://registry.acme.com/enterprise-platform:v1.0.0';
export const SALES_REF = 'oci://registry.acme.com/domains/sales-platform:v2.1.0';

/** ADR-0021's documents. */
export const acmeEnterprise = read('enterprise-manifest.yaml');
export const acmeSales = read('domains/sales/domain-manifest.yaml');

/** A domain manifest under acme-enterprise with nothing but what it must have, and `rest`. */
export const domainManifest = (name: string, rest = ''): string => `
apiVersion: floe.dev/v1
kind: Manifest
metadata: {name: ${name}-domain, version: "1.0.0", scope: domain}
parent: {ref: "${ENTERPRISE_REF}"}
domain: {name: ${name}, namespace: ${name}}
${rest}`;

/** A centralized platform. */
export const platformManifest = (rest = ''): string => `
apiVersion: floe.dev/v1
kind: Manifest
metadata: {name: acme-platform, version: "1.0.0"}
${rest}`;

type Found = Extract<RefResolution, { readonly found: object }>;

/** The answer to a ref: the manifest that an action found. */
export function found(ref: string, content: string, file = 'enterprise-manifest.yaml'): Found {
  const [, name = ''] = /name: ([\w-]+)/.exec(content) ?? [];
  const [, version = ''] = /version: "([^"]+)"/.exec(content) ?? [];
  const digest = `sha256:${name}`;
  return { ref, found: { name, version, ref, digest, source: { path: file, content } } };
}

/** Compiles a domain manifest under an enterprise manifest (the ADR's where none is given). */
export function compileUnder(domain: string, enterprise = acmeEnterprise): ManifestCompileResult {
  const manifest = { path: 'domain-manifest.yaml', content: domain };
  return compileManifest({ manifest, refs: [found(ENTERPRISE_REF, enterprise)] });
}

/** Compiles a manifest that inherits from nobody. */
export function compileAlone(content: string): ManifestCompileResult {
  return compileManifest({ manifest: { path: 'manifest.yaml', content }, refs: [] });
}

export const codes = (from: { readonly diagnostics: readonly Diagnostic[] }): string[] =>
  from.diagnostics.map((each) => each.code);

/** `file:line` of the first occurrence of a text in a document, for comparison with a location. */
export function lineOf(document: string, text: string): number {
  const lines = document.split('\n');
  const at = lines.findIndex((line) => line.includes(text));
  if (at < 0) throw new Error(`no line holds ${text}`);
  return at + 1;
}
