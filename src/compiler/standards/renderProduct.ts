import { decodeDataProduct } from '../document/decode.js';
import type { OdpsExtension } from '../document/extensions.js';
import type { DataProduct } from '../document/product.js';
import type { SourceFile } from '../source.js';
import { documentOfProduct } from './odps/writeOdps.js';
import { renderYaml } from '../document/yaml/renderYaml.js';

/** What a product says of itself that came from no document of the standard. */
function minted(fqn: string, { metadata, lifecycle }: DataProduct): OdpsExtension {
  const [domain = ''] = fqn.split('.');
  const { name, version } = metadata;
  const product = { apiVersion: 'v1.0.0', id: fqn, name, version, domain, status: lifecycle?.status ?? 'active' };
  return { product, inputPorts: [], outputPorts: [], residue: {} };
}

/**
 * A published data-product.yaml as a document of the Open Data Product Standard v1, YAML, with all that the document
 * said which it was read from. Throws where the source is no data product.
 */
export function renderOdps(fqn: string, source: SourceFile): string {
  const document = decodeDataProduct(source).document?.value;
  if (!document) throw new Error(`${source.path} is no data product that can be read`);
  return renderYaml(documentOfProduct(document, document.extensions?.odps ?? minted(fqn, document), fqn));
}
