import type { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import type { ContractChangeRow } from '../../entities/rows/contracts/ContractChangeRow.js';
import type { DomainRow } from '../../entities/rows/platform/DomainRow.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import type { NamespaceRow } from '../../entities/rows/platform/NamespaceRow.js';
import type { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import type { TableRow } from '../../entities/rows/products/TableRow.js';
import type { NodeType } from '../../schema/globalId.js';
import type { ContractSource, InputPortSource, ModelSource, OutputPortSource, ProductSource } from './sources.js';
import type { Kept } from '../../entities/rows/products/keptProduct.js';

/** What each type's resolvers take. */
export interface NodeSources {
  readonly Compilation: CompilationRow;
  readonly ContractChange: ContractChangeRow;
  readonly DataContract: ContractSource;
  readonly DataProduct: ProductSource;
  readonly Domain: DomainRow;
  readonly InputPort: InputPortSource;
  readonly LayerNamespace: NamespaceRow;
  readonly Manifest: ManifestRow;
  readonly Model: ModelSource;
  readonly OutputPort: OutputPortSource;
  readonly SlaBreach: SlaBreachRow;
  readonly Table: TableRow;
}

const kept = (name: string, { keptVersion }: Kept): string => (keptVersion ? `${name}@${keptVersion}` : name);

/** The key of an object within its type: the name people use; a kept version's has `@version` after it. */
export const naturalKeys: { readonly [T in NodeType]: (row: NodeSources[T]) => string | number } = {
  Compilation: (row) => row.id,
  ContractChange: (row) => row.seq,
  DataContract: (row) => kept(row.name, row),
  DataProduct: (row) => kept(row.fqn, row),
  Domain: (row) => row.name,
  InputPort: (row) => kept(row.fqn, row),
  LayerNamespace: (row) => row.path,
  Manifest: (row) => `${row.name}@${row.version}`,
  Model: (row) => kept(row.fqn, row),
  OutputPort: (row) => kept(row.fqn, row),
  SlaBreach: (row) => row.id,
  Table: (row) => row.path,
};
