import type {
  CompiledAccess,
  CompiledColumn,
  CompiledGrant,
  CompiledKept,
  CompiledLifecycle,
  CompiledOwner,
  CompiledSla,
} from '../artifact.js';
import { documentColumn } from '../document/columns.js';
import { documentSla } from '../document/compiledSla.js';
import { documentLifecycle } from '../document/lifecycle.js';
import type { DocumentOutputPort } from '../document/product.js';
import type { Access } from './odcs/contract.js';

/** The formats in which ports and contracts are given out (docs/standards.md). */
export type ExportFormat = 'floe' | 'odcs' | 'json_schema' | 'avro' | 'dbt';

/** An output port as it stands in the catalog. */
export interface ExportedPort {
  readonly name: string;
  readonly description: string | null;
  readonly table: string;
  readonly columns: readonly CompiledColumn[];
  readonly sla: CompiledSla | null;
  readonly access?: CompiledAccess;
  readonly lifecycle?: CompiledLifecycle | null;
  readonly kept?: CompiledKept | null;
}

/** The product that a port or contract is of. */
export interface ExportedProduct {
  /** `sales.customer-360` */
  readonly fqn: string;
  readonly version: string;
  readonly ownership: CompiledOwner;
}

const grantOf = ({ grantee, granteeKind, access }: CompiledGrant) => ({ [granteeKind]: grantee, access });

/** Without grants nothing is said beyond the default of the ADR, which is deny (decision 11). */
const accessOf = (access: CompiledAccess | undefined): Access | undefined =>
  access?.stated
    ? { default: access.default, ...(access.grants.length > 0 && { grants: access.grants.map(grantOf) }) }
    : undefined;

/** The port as a data-product.yaml writes it. */
export function documentPort(port: ExportedPort): DocumentOutputPort {
  const { name, description, table, columns, sla, lifecycle } = port;
  const access = accessOf(port.access);
  const keywords = port.kept?.row;
  const columnsOf = columns.length > 0 && { columns: columns.map(documentColumn) };
  return {
    name,
    ...(description !== null && { description }),
    table,
    ...((columnsOf || keywords) && { schema: { ...columnsOf, ...(keywords && { keywords }) } }),
    ...(sla && { sla: documentSla(sla) }),
    ...(access && { access }),
    ...(lifecycle && { lifecycle: documentLifecycle(lifecycle) }),
  };
}

/** A team that says nothing is none. */
export const documentOwner = ({ team, email, slack }: CompiledOwner) => ({
  ...(team && { team }),
  ...(email && { email }),
  ...(slack && { slack }),
});
