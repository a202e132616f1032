import type * as z from 'zod';
import type { DocumentColumn, DocumentOwner, Sla } from '../../document/common.js';
import type { odcsContractFields } from '../../document/extensions.js';
import type { DocumentOutputPort } from '../../document/product.js';

/** What a contract of the standard says of itself as a whole. */
export type OdcsHead = z.infer<typeof odcsContractFields>;
export type Access = NonNullable<DocumentOutputPort['access']>;

/** A schema object: one table. */
export interface OdcsTable {
  readonly name: string;
  readonly physicalName?: string;
  readonly description?: string;
  readonly columns: readonly DocumentColumn[];
}

/** As much of a contract of the standard as our documents hold, in their own field names. */
export interface OdcsContract {
  readonly head: OdcsHead;
  readonly tables: readonly OdcsTable[];
  readonly sla?: Sla;
  readonly slaNames?: Readonly<Record<string, string>>;
  readonly access?: Access;
  /** Only of what is written anew: the team of a contract that came in stays in its residue. */
  readonly owner?: Partial<DocumentOwner>;
}
