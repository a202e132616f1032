import type { Extensions, OdcsExtension } from '../document/extensions.js';
import { COLUMN_FORMATS } from './columnFormats.js';
import {
  documentOwner,
  documentPort,
  type ExportedPort,
  type ExportedProduct,
  type ExportFormat,
} from './exportedPort.js';
import type { OdcsHead } from './odcs/contract.js';
import { contractOfPorts, documentOfPorts } from './odcs/write/fromPorts.js';
import { DEFAULT_VERSION } from './odcs/version.js';
import { writeContract } from './odcs/write/writeContract.js';
import { odcsExtensionOf } from '../document/kept.js';
import { renderYaml } from '../document/yaml/renderYaml.js';

/** What a contract says of itself that came from no document: its id is the fqn, which never changes. */
function headOf(fqn: string, product: ExportedProduct, status = 'active'): OdcsHead {
  const [domain, name] = product.fqn.split('.');
  return {
    apiVersion: DEFAULT_VERSION,
    id: fqn,
    name: fqn,
    version: product.version,
    status,
    domain: domain ?? '',
    dataProduct: name ?? '',
    provider: fqn,
  };
}

export interface Whole {
  readonly product: ExportedProduct;
  /** Every output port of the product, for several may have been read from one document. */
  readonly ports: readonly ExportedPort[];
  readonly extensions: Extensions;
}

function odcsOf(port: ExportedPort, { product, ports, extensions }: Whole): string {
  const extension = odcsExtensionOf(extensions, port.name);
  if (extension) return renderYaml(documentOfPorts(readFrom(extension, ports), extension));
  const head = headOf(`${product.fqn}.${port.name}`, product, port.lifecycle?.status);
  const contract = contractOfPorts([documentPort(port)], { contract: head, ports: [], residue: {} });
  return renderYaml(writeContract({ ...contract, owner: documentOwner(product.ownership) }));
}

/** The ports of a document, in its order. */
const readFrom = ({ ports: origins }: OdcsExtension, ports: readonly ExportedPort[]) =>
  origins.flatMap((origin) => ports.filter(({ name }) => name === origin.port)).map(documentPort);

/**
 * An output port as a document of the given format. As ODCS, with all that the document said which it was read from;
 * ports that were read from one document come out as one.
 */
export function renderPort(port: ExportedPort, whole: Whole, format: ExportFormat): string {
  if (format === 'odcs') return odcsOf(port, whole);
  const document = documentPort(port);
  return format === 'floe' ? renderYaml({ output_ports: [document] }) : COLUMN_FORMATS[format](document);
}
