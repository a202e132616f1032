import type { GranteeKind } from '../artifact.js';

/** A grant that is to be written: to read. */
export interface NewGrant {
  readonly kind: GranteeKind;
  readonly grantee: string;
}

/** As a document states it. */
export const statedGrant = ({ kind, grantee }: NewGrant): Readonly<Record<string, string>> => ({
  [kind]: grantee,
  access: 'read',
});
