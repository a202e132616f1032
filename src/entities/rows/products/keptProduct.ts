import type { CompiledProduct } from '../../../compiler/artifact.js';
import type { ProductRow } from './ProductRow.js';
import type { ProductVersionRow } from './ProductVersionRow.js';

/** What a row carries beside its columns where it is told as it stood: in an older version, or at an instant. */
export interface Kept {
  readonly keptVersion?: string;
  /** The instant as of which it was asked for; its relations are followed among what stood then. */
  readonly asOf?: string;
}

/** A product as it stood in a kept, older version, with what that version was compiled to. */
export type KeptProduct = ProductRow & Kept & { readonly compiled?: CompiledProduct };

/** The row of a product as it stood in one of its versions. */
export function keptProduct(row: ProductRow, kept: ProductVersionRow): KeptProduct {
  const { version, compiled, source, file, digest, ref, artifactDigest, compilationId, publishedAt, publishedBy } =
    kept;
  return {
    ...row,
    version,
    source,
    file,
    digest,
    ref,
    artifactDigest,
    compilationId,
    publishedAt,
    publishedBy,
    compiled,
    keptVersion: version,
    description: compiled.description,
    ownerTeam: compiled.ownership.team,
    ownerEmail: compiled.ownership.email,
    ownerSlack: compiled.ownership.slack,
    pattern: compiled.pattern,
    schedule: compiled.schedule,
    coverage: compiled.coverage,
    lifecycle: compiled.lifecycle ?? null,
    tags: [...(compiled.tags ?? [])],
  };
}
