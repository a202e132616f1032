import type { DataProduct } from '../../document/product.js';
import type { Decoded } from '../../document/decode.js';
import type { GranteeKind } from '../../artifact.js';
import type { SourceLocation } from '../../source.js';
import type { OutputPortFacts } from '../../facts/subjects/portFacts.js';

/** One grant of an output port as the document writes it. */
export interface PortGrant {
  readonly kind: GranteeKind;
  readonly grantee: string;
  readonly location: SourceLocation;
}

const KINDS = ['domain', 'role', 'product'] as const;

/** The grants of an output port with their places (ADR-0021, Data Product Manifest, `access`). */
export function portGrants({ port, order }: OutputPortFacts, document: Decoded<DataProduct>): PortGrant[] {
  return (port.access?.grants ?? []).flatMap((grant, index) =>
    KINDS.flatMap((kind) => {
      const grantee = grant[kind];
      if (grantee === undefined) return [];
      return [{ kind, grantee, location: document.locate(['output_ports', order, 'access', 'grants', index, kind]) }];
    }),
  );
}
