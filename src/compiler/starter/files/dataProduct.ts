import { FRESH_HOURS } from '../models/required.js';
import type { Starter } from './starter.js';

/** What a new product may always be called by its own domain; a centralized platform has no other domain to keep out. */
function access({ platform }: Starter): string {
  if (platform.organization !== 'data_mesh' || platform.carried) return '';
  return `
    access:
      default: deny
      grants:
        - domain: ${platform.domain.name}   # name the domains, products and roles that may read it
          access: read`;
}

/** What is fetched by which tool: both know a database to begin with. */
const SOURCES: Readonly<Record<string, string>> = { dlt: 'sql_database', airbyte: 'postgres' };

const text = (value: string): string => JSON.stringify(value);

/** data-product.yaml (ADR-0021, Data Product Manifest): one input port, one output port with its schema and its SLA. */
export function dataProductDocument(starter: Starter): string {
  const { answers, platform, names, exposed, ingestion } = starter;
  const field = platform.organization === 'data_mesh' ? 'domain' : 'platform';
  return `apiVersion: floe.dev/v1
kind: DataProduct
metadata:
  name: ${text(answers.name)}
  version: "0.1.0"
  description: ${text(`What ${platform.domain.name} knows of ${names.entities}`)}

# The policies, the pattern and the plugins that this product inherits
${field}:
  ref: ${text(answers.ref)}

ownership:
  team: ${text(answers.team)}
  email: ${text(answers.email)}

# What this product exposes to consumers
output_ports:
  - name: ${exposed.stem}
    description: ${text(exposed.description)}
    table: ${exposed.layer.namespace}.${exposed.stem}
    schema:
      ref: schemas/${exposed.stem}.json
    sla:
      freshness: ${FRESH_HOURS}h
      availability: 99%${access(starter)}

# What it depends on; another product's port is \`type: data_product\` with \`ref: domain.product.port\`
input_ports:
  - name: ${names.source}
    description: ${text(`The ${names.entities} as they come in`)}
    source:
      type: ingestion
      config:
        type: ${text(ingestion.type)}
        source: ${text(SOURCES[ingestion.type] ?? names.source)}

transforms:
  - type: dbt
    path: models/

schedule:
  cron: "0 */6 * * *"   # often enough for the freshness that is promised
`;
}
