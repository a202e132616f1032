import type { OdpsExtension } from '../../document/extensions.js';
import type { DocumentInputPort, DocumentOutputPort } from '../../document/product.js';
import { customProperties } from '../odcs/customProperties.js';
import { statusWritten } from '../odcs/status.js';
import { restored } from '../residue/restored.js';
import type { ProductParts } from './product.js';
import { someOf, stated } from '../common/stated.js';
import type { Mapping } from '../../values/json.js';

/** Of a port that did not come in, the contract is the one that is written for it: its id is the fqn. */
function outputPort(port: DocumentOutputPort, { outputPorts, product }: OdpsExtension, fqn?: string): Mapping {
  const origin = outputPorts.find((each) => each.port === port.name);
  return stated({
    name: origin?.name ?? port.name,
    description: port.description,
    type: 'tables',
    version: origin ? origin.version : (product.version ?? '0.0.0'),
    contractId: origin ? origin.contractId : fqn && `${fqn}.${port.name}`,
    ...someOf('customProperties', origin ? [] : customProperties({ table: port.table })),
  });
}

/** A port that reads from a tool has no contract: the tool and what it reads stand for one. */
function inputPort(port: DocumentInputPort, { inputPorts }: OdpsExtension): Mapping {
  const { source } = port;
  const origin = inputPorts.find((each) => each.port === port.name);
  const custom = customProperties({
    ...(source.type === 'data_product' ? { ref: source.ref } : { ingestion: source.config }),
    ...(source.type === 'data_product' && { columns: source.columns }),
    freshness_requirement: port.freshness_requirement,
    description: port.description,
  });
  const stub = source.type === 'data_product' ? source.ref : `ingestion:${source.config.type}:${source.config.source}`;
  return {
    name: origin?.name ?? port.name,
    ...stated({
      version: origin ? origin.version : '0.0.0',
      contractId: origin ? origin.contractId : stub,
    }),
    ...someOf('customProperties', origin ? [] : custom),
  };
}

/** The standard asks for a URL of every channel: one of chat that has none is told among the custom properties. */
function ownerFields({ ownership }: ProductParts): Mapping {
  if (!ownership) return {};
  const { team, email } = ownership;
  const support = email ? [{ channel: email, url: `mailto:${email}`, tool: 'email' }] : [];
  return { ...(team && { team: { name: team } }), ...someOf('support', support) };
}

/** A product as a document of the standard; `extension` is its identity there, `fqn` what it is called here. */
export function writeOdps(parts: ProductParts, extension: OdpsExtension, fqn?: string): Mapping {
  const { metadata, lifecycle, schedule, ownership } = parts;
  const { apiVersion, id, name, version, domain, status } = extension.product;
  const isOurs = id === fqn;
  const transforms = parts.transforms?.length ? parts.transforms : undefined;
  const custom = customProperties({
    domain_ref: isOurs ? parts.domain?.ref : undefined,
    transforms,
    schedule,
    slack: ownership?.slack,
  });
  return {
    apiVersion,
    kind: 'DataProduct',
    ...stated({ name, id, version, domain, status: statusWritten(lifecycle, status) }),
    ...(metadata.description !== undefined && { description: { purpose: metadata.description } }),
    ...someOf(
      'inputPorts',
      parts.input_ports.map((port) => inputPort(port, extension)),
    ),
    ...someOf(
      'outputPorts',
      parts.output_ports.map((port) => outputPort(port, extension, fqn)),
    ),
    ...ownerFields(parts),
    ...someOf('customProperties', custom),
  };
}

/** The document of the standard that a product was read from, with what has changed in it since. */
export const documentOfProduct = (parts: ProductParts, extension: OdpsExtension, fqn?: string): Mapping =>
  restored(writeOdps(parts, extension, fqn), extension.residue);
