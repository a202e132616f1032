import type { Diagnostic } from '../../diagnostic.js';
import type { SourceFile } from '../../source.js';
import type { Mapping } from '../../values/json.js';

/** What a document of a standard comes to as fields of a data-product.yaml. */
export interface ImportedDocument {
  /** null where the document is refused. */
  readonly product: Mapping | null;
  /** How many things our model does not hold; they stand under `extensions`. */
  readonly kept: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** Takes in a document; `namespace` is that of its tables where it does not say. */
export type Importer = (file: SourceFile, namespace: string | undefined) => ImportedDocument;

export const refused = (diagnostics: readonly Diagnostic[]): ImportedDocument => ({
  product: null,
  kept: 0,
  diagnostics,
});
