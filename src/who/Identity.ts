import type { Principal } from '../access/Principal.js';
import { CatalogError } from '../errors.js';

/** Who showed what, and for how long it holds. */
export interface Identity {
  readonly principal: Principal;
  /** Milliseconds since 1970; null: for as long as nobody takes it back. */
  readonly expiresAt: number | null;
}

/** Reads one kind of credentials; null for what is none of its kind. Throws CatalogError UNAUTHENTICATED for what does not hold. */
export type Authenticator = (credentials: string) => Promise<Identity | null>;

/** A credential that does not hold, in words for the one who sent it. */
export const refused = (message: string): CatalogError => new CatalogError('UNAUTHENTICATED', message);
