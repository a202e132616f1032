/** What a model's SQL reads: another model, a source's table, or a table by its own name (in compiled SQL, or where somebody wrote it out). */
export type SqlRelation =
  | { readonly kind: 'ref'; readonly package: string | null; readonly name: string }
  | { readonly kind: 'source'; readonly source: string; readonly name: string }
  | { readonly kind: 'table'; readonly path: readonly string[]; readonly name: string };

/** One relation has one key, in whatever case it is written. */
export function relationKey(relation: SqlRelation): string {
  if (relation.kind === 'ref') return `ref:${relation.package ?? ''}.${relation.name}`.toLowerCase();
  if (relation.kind === 'source') return `source:${relation.source}.${relation.name}`.toLowerCase();
  return `table:${relation.path.join('.')}`.toLowerCase();
}
