import type { ManifestRequest } from '../src/actions/publishManifest.js';
import { generateMesh } from '../test/support/generateMesh.js';

/** The manifests that the documents stand under. */
export const MANIFESTS: readonly ManifestRequest[] = generateMesh({ products: 1 }).manifests;

const document = (name: string, version: string, ports: string): string => `apiVersion: floe.dev/v1
kind: DataProduct
metadata:
  name: ${name}
  version: "${version}"
  description: "${name}"
domain:
  ref: oci://registry.example.com/domains/domain-000-platform:v1.0.0
ownership:
  team: domain-000-team
  email: domain-000@example.com
${ports}
schedule:
  cron: "0 */6 * * *"
`;

/** An output port named `rows`, with a column named `id` and another that is described so. */
const port = (what: string, table: string, hours: number, another: string): string => `output_ports:
  - name: rows
    description: "${what}"
    table: domain_000.gold.${table}
    schema:
      columns:
        - { name: id, type: string, required: true, description: "Id" }
        - { name: another, type: string, description: "${another}" }
    sla:
      freshness: ${hours}h
      availability: 99%
      quality:
        completeness: 99%
    access:
      default: allow
`;

export const fqnOf = (product: number): string => `domain-000.written-${product}`;

export const versionOf = (nth: number): string => `1.${nth}.0`;

/** How a column of the nth version is described. */
const descriptionOf = (nth: number): string => `Written ${nth} times`;

/**
 * The product that is written, in its nth version: with another description of a column each time, so that each makes one
 * change of a contract and none is longer than the one before.
 */
export function written(product: number, nth: number): string {
  return document(
    `written-${product}`,
    versionOf(nth),
    `${port('What is written', `written_${product}`, 6, descriptionOf(nth))}\
input_ports:
  - name: raw
    source:
      type: ingestion
      config:
        type: dlt
        source: generated`,
  );
}

/** Its consumer, by which it has a contract. */
export function reader(product: number): string {
  return document(
    `reader-${product}`,
    '1.0.0',
    `${port('What is read', `reader_${product}`, 24, 'One more')}\
input_ports:
  - name: taken
    source:
      type: data_product
      ref: ${fqnOf(product)}.rows
    freshness_requirement: 24h`,
  );
}
