import { formatDuration } from '../../compiler/values/duration.js';
import { formatPercentage } from '../../compiler/values/percentage.js';

interface DescribedPort {
  readonly name: string;
  readonly table: string;
  readonly tags: readonly string[];
  readonly terms: readonly { readonly name: string }[];
  readonly sla: { readonly freshness: string | null; readonly availability: number | null } | null;
  readonly consumers: { readonly totalCount: number; readonly nodes: readonly { readonly fqn: string }[] };
}

type DescribedSource =
  | { readonly __typename: 'IngestionSource'; readonly type: string; readonly source: string }
  | { readonly __typename: 'DataProductSource'; readonly ref: string };

export interface DescribedProduct {
  readonly name: string;
  readonly version: string;
  readonly tags: readonly string[];
  readonly domain: { readonly name: string };
  readonly ownership: { readonly team: string | null; readonly email: string | null };
  readonly outputPorts: readonly DescribedPort[];
  readonly inputPorts: readonly { readonly name: string; readonly source: DescribedSource }[];
}

/** `freshness=6h, availability=99.9%`; null where neither is promised. */
export function slaText(sla: DescribedPort['sla']): string | null {
  const parts = [
    ...(sla?.freshness ? [`freshness=${formatDuration(sla.freshness)}`] : []),
    ...(sla?.availability != null ? [`availability=${formatPercentage(sla.availability)}`] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : null;
}

function consumersText({ nodes, totalCount }: DescribedPort['consumers']): string {
  if (totalCount === 0) return 'none';
  const more = totalCount - nodes.length;
  return nodes.map((each) => each.fqn).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** A line of what there is; none where there is nothing. */
const labels = (of: string, names: readonly string[]): string[] =>
  names.length > 0 ? [`${of}: ${names.join(', ')}`] : [];

function outputPort(port: DescribedPort): string {
  const sla = slaText(port.sla);
  return [
    `  ${port.name} (${port.table})`,
    ...(sla ? [`    SLA: ${sla}`] : []),
    ...labels('    Tags', port.tags),
    ...labels(
      '    Terms',
      port.terms.map((term) => term.name),
    ),
    `    Consumers: ${consumersText(port.consumers)}`,
  ].join('\n');
}

const sourceText = (source: DescribedSource): string =>
  source.__typename === 'IngestionSource' ? `ingestion: ${source.source}` : source.ref;

/** A product as ADR-0021 prints it (Data Mesh Discovery). */
export function describeProduct(product: DescribedProduct): string {
  const { name, version, domain, ownership, outputPorts, inputPorts } = product;
  const head = [
    `Product: ${name}`,
    `Domain: ${domain.name}`,
    `Version: ${version}`,
    `Owner: ${ownership.email ?? ownership.team ?? 'unknown'}`,
    ...labels('Tags', product.tags),
  ];
  const outputs = ['Output Ports:', outputPorts.map(outputPort).join('\n\n')];
  const inputs = ['Input Ports:', ...inputPorts.map((port) => `  ${port.name} (${sourceText(port.source)})`)];
  const sections = [head, ...(outputPorts.length > 0 ? [outputs] : []), ...(inputPorts.length > 0 ? [inputs] : [])];
  return sections.map((lines) => lines.join('\n')).join('\n\n');
}
