import type { SourceFile } from '../../compiler/source.js';
import type { Place } from './place.js';

export interface ProductRequest extends Watchable {
  readonly source: string;
  readonly file: string;
  readonly files: readonly SourceFile[];
  readonly dbtManifest?: string | null;
  readonly environment?: string | null;
  /** publishProduct: where it was pushed to, and what its tag led to then. */
  readonly ref?: string | null;
  readonly artifactDigest?: string | null;
  /** The version that stands and is replaced; another one is a CONFLICT. */
  readonly expectedVersion?: string | null;
  /** publishProduct: why contracts may be broken before their notice has ended. */
  readonly forceReason?: string | null;
}

/** What is carried out once for a client. */
export interface Keyed {
  /** Under which the same request gives the first answer again (guard/Once.ts). */
  readonly idempotencyKey?: string | null;
}

/** What is compiled for a client. */
export interface Watchable extends Keyed {
  /** publishProduct, publishManifest: it is decided and carried out, and undone: nothing of it is kept. */
  readonly dryRun?: boolean;
  /** The name under which the client watches it. */
  readonly progressId?: string | null;
}

/** Where a request says that it was pushed to. */
export const placeOf = ({ ref = null, artifactDigest = null }: ProductRequest): Place => ({ ref, artifactDigest });
