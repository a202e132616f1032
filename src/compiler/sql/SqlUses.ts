import { nameOf } from './ast.js';
import type { ColumnOrigin } from './relations/origin.js';
import { relationKey, type SqlRelation } from './relations/relation.js';
import { isMapping, type Mapping } from '../values/json.js';

/** Where a grammar puts names of tables, functions and aliases. */
const NAMING = new Set(['as', 'table', 'db', 'schema', 'name']);

/** null: it cannot be told what the name means. */
type Origins = readonly ColumnOrigin[] | null;

/** What a statement uses of the relations that it reads. */
export class SqlUses {
  /** By the name of the column in lower case, then by the node that names it: a node may be looked at more than once. */
  private readonly mentions = new Map<string, Map<Mapping, Origins>>();
  private readonly whole = new Set<string>();
  private readonly names = new Map<string, number>();

  mention(node: Mapping, column: string, origins: Origins): void {
    const key = column.toLowerCase();
    const nodes = this.mentions.get(key) ?? new Map<Mapping, Origins>();
    const known = nodes.get(node);
    this.mentions.set(key, nodes.set(node, known === undefined ? origins : known && origins && [...known, ...origins]));
  }

  /** Every column of these counts, those to come as well: `select distinct *`, `union`, a row as a value. */
  all(relations: readonly SqlRelation[]): void {
    for (const relation of relations) this.whole.add(relationKey(relation));
  }

  isWhole(relation: SqlRelation): boolean {
    return this.whole.has(relationKey(relation));
  }

  /** Notes the names of a statement that are no columns: those that it gives (`as x`), of tables, before a column's dot. */
  noteNames(node: unknown): void {
    if (Array.isArray(node)) return node.forEach((each) => this.noteNames(each));
    if (!isMapping(node)) return;
    for (const [key, value] of Object.entries(node)) {
      const name = NAMING.has(key) ? nameOf(value)?.toLowerCase() : undefined;
      if (name !== undefined) this.names.set(name, (this.names.get(name) ?? 0) + 1);
      else if (key !== 'tableList' && key !== 'columnList') this.noteNames(value);
    }
  }

  /** Every name of a column, in lower case. */
  get columns(): readonly string[] {
    return [...this.mentions.keys()];
  }

  /** Whether a name, in lower case, means this column of a relation and no other at some place. */
  isUsed(column: string, relation: SqlRelation): boolean {
    const key = relationKey(relation);
    return [...(this.mentions.get(column)?.values() ?? [])].some(
      (origins) =>
        origins !== null &&
        origins.length > 0 &&
        origins.every((each) => each.column.toLowerCase() === column && relationKey(each.relation) === key),
    );
  }

  /** At how many places a name, in lower case, means something else than the column of a relation; null: at one it may mean it. */
  placesElsewhere(column: string, relation: SqlRelation): number | null {
    const key = relationKey(relation);
    const own = [...(this.mentions.get(column)?.values() ?? [])];
    const mayMean = (origins: Origins): boolean =>
      origins === null ||
      origins.some((each) => each.column.toLowerCase() === column && relationKey(each.relation) === key);
    return own.some(mayMean) ? null : own.length + (this.names.get(column) ?? 0);
  }
}
