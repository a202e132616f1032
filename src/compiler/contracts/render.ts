import { isMap, isScalar, type Document, type Scalar, visit } from 'yaml';
import type { CompiledContractTerms } from '../artifact.js';
import { documentColumn } from '../document/columns.js';
import { renderYaml, yamlDocument } from '../document/yaml/renderYaml.js';
import { documentSla } from '../document/compiledSla.js';
import { formatDuration } from '../values/duration.js';

export interface RenderedContract {
  readonly name: string;
  readonly version: string;
  /** fqn of the output port */
  readonly providerPort: string;
  /** fqn of the product */
  readonly consumer: string;
  readonly terms: CompiledContractTerms;
}

/** A contract as the DataContract document of ADR-0021 (Cross-Domain Data Contracts), YAML. */
export function renderContract({ name, version, providerPort, consumer, terms }: RenderedContract): string {
  const [domain, product, port] = providerPort.split('.');
  const [consumerDomain, consumerProduct] = consumer.split('.');
  const document = yamlDocument({
    apiVersion: 'floe.dev/v1',
    kind: 'DataContract',
    metadata: { name, version },
    provider: { domain, product, port },
    consumer: { domain: consumerDomain, product: consumerProduct },
    schema: { columns: terms.columns.map(documentColumn) },
    ...(terms.sla ? { sla: documentSla(terms.sla) } : {}),
    validation: {
      schema_compatibility: terms.compatibility,
      ...(terms.breakingChangeNotice
        ? { breaking_change_notification: formatDuration(terms.breakingChangeNotice) }
        : {}),
    },
  });
  layOut(document);
  return renderYaml(document);
}

/** The ADR's layout: a blank line before each part, the version in quotes, lists of values on one line. */
function layOut(document: Document): void {
  if (!isMap(document.contents)) return;
  document.contents.items.forEach((pair, index) => {
    const key = pair.key as Scalar;
    if (index > 2) key.spaceBefore = true;
  });
  const version = document.getIn(['metadata', 'version'], true);
  if (isScalar(version)) version.type = 'QUOTE_DOUBLE';
  visit(document, {
    Pair(_, pair) {
      if (isScalar(pair.key) && pair.key.value === 'enum' && pair.value && typeof pair.value === 'object') {
        (pair.value as { flow?: boolean }).flow = true;
      }
    },
  });
}
