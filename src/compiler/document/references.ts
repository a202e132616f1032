import type { DocumentPath, SourceFile } from '../source.js';
import { parseYaml } from './yaml/yaml.js';
import { valueAt } from '../values/json.js';

/** What a product refers to, as far as its document can be read. */
export interface ProductReferences {
  readonly name: string | null;
  readonly version: string | null;
  /** domain.ref, or platform.ref of a centralized product. */
  readonly platformRef: string | null;
  /** The output ports that its input ports name, `domain.product.port`, in document order. */
  readonly inputRefs: readonly string[];
  /** The tables of its output ports. */
  readonly tables: readonly string[];
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const text = (document: unknown, path: DocumentPath): string | null => {
  const value = valueAt(document, path);
  return isText(value) ? value : null;
};
const texts = (document: unknown, list: string, path: DocumentPath): string[] => {
  const items = valueAt(document, [list]);
  return Array.isArray(items) ? items.map((item: unknown) => valueAt(item, path)).filter(isText) : [];
};

/** What must be gathered before the product can be compiled. Reads an invalid document too, as far as it goes. */
export function productReferences(file: SourceFile): ProductReferences {
  const document = parseYaml(file).document?.value;
  return {
    name: text(document, ['metadata', 'name']),
    version: text(document, ['metadata', 'version']),
    platformRef: text(document, ['domain', 'ref']) ?? text(document, ['platform', 'ref']),
    inputRefs: texts(document, 'input_ports', ['source', 'ref']),
    tables: texts(document, 'output_ports', ['table']),
  };
}

/** The parent that a manifest names, as far as the document can be read. */
export function manifestReferences(file: SourceFile): { readonly parentRef: string | null } {
  return { parentRef: text(parseYaml(file).document?.value, ['parent', 'ref']) };
}

/** What a manifest says it is, as far as the document can be read. */
export interface ManifestIdentity {
  readonly name: string | null;
  readonly version: string | null;
  /** A document that states none is a centralized platform. */
  readonly scope: string;
  /** The domain that it says it is of. */
  readonly domain: string | null;
}

export function manifestIdentity(file: SourceFile): ManifestIdentity {
  const document = parseYaml(file).document?.value;
  return {
    name: text(document, ['metadata', 'name']),
    version: text(document, ['metadata', 'version']),
    scope: text(document, ['metadata', 'scope']) ?? 'platform',
    domain: text(document, ['domain', 'name']),
  };
}
