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

export const fqnOf = (product: number): string => `domain-000.written-${product}`;

export const versionOf = (nth: number): string => `1.${nth}.0`;

/** The product that is written, in its nth version: with one column more each time, so that each makes one change of a contract. */
export function written(product: number, nth: number): string {
  const columns = Array.from({ length: nth + 1 }, (_, each) => `extra_${each}`);
  return document(
    `written-${product}`,
    versionOf(nth),
    `output_ports:
  - name: rows
    description: "What is written"
    table: domain_000.gold.written_${product}
    schema:
      columns:
        - { name: id, type: string, required: true, description: "Id" }
${columns.map((name) => `        - { name: ${name}, type: string, description: "One more" }`).join('\n')}
    sla:
      freshness: 6h
      availability: 99.9%
      quality:
        completeness: 99%
    access:
      default: allow
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
    `output_ports:
  - name: rows
    description: "What is read"
    table: domain_000.gold.reader_${product}
    schema:
      columns:
        - { name: id, type: string, required: true, description: "Id" }
    sla:
      freshness: 24h
      availability: 99%
      quality:
        completeness: 99%
    access:
      default: allow
input_ports:
  - name: taken
    source:
      type: data_product
      ref: ${fqnOf(product)}.rows
    freshness_requirement: 24h`,
  );
}
