import { isMapping, type Mapping } from '../../values/json.js';
import type { ColumnOrigin } from '../relations/origin.js';
import { relationKey, type SqlRelation } from '../relations/relation.js';

/** null: it cannot be told what the name means. */
type Origins = readonly ColumnOrigin[] | null;

/** A place where a column is named. */
interface Place {
  readonly origins: Origins;
  /** The name stands there in the text, and no other place stands for it. */
  readonly counts: boolean;
}

/** What a statement uses of the relations that it reads. */
export class SqlUses {
  /** By the name of the column in lower case, then by the node that names it: a node may be looked at more than once. */
  private readonly mentions = new Map<string, Map<Mapping, Place>>();
  private readonly whole = new Set<string>();
  /** By each word of the statement that is no column, how often it stands there; counted when somebody asks. */
  private names: Map<string, number> | null = null;
  private statement: unknown = null;

  /** `counts`: false where the name's place is noted otherwise, as in `using (a)`, which names a column of each side. */
  mention(node: Mapping, column: string, origins: Origins, counts = true): void {
    const key = column.toLowerCase();
    const nodes = this.mentions.get(key) ?? new Map<Mapping, Place>();
    const known = nodes.get(node);
    const both = known === undefined ? origins : known.origins && origins && [...known.origins, ...origins];
    this.mentions.set(key, nodes.set(node, { origins: both, counts }));
  }

  /** Every column of these counts, those to come as well: `select distinct *`, `union`, a row as a value. */
  all(relations: readonly SqlRelation[]): void {
    for (const relation of relations) this.whole.add(relationKey(relation));
  }

  isWhole(relation: SqlRelation): boolean {
    return this.whole.has(relationKey(relation));
  }

  /** Takes note of the whole statement: of its words that are no columns, too. */
  of(statement: unknown): void {
    this.statement = statement;
    this.names = null;
  }

  /** Every name of a column, in lower case. */
  get columns(): readonly string[] {
    return [...this.mentions.keys()];
  }

  /** Whether a name, in lower case, means this column of a relation and no other at some place. */
  isUsed(column: string, relation: SqlRelation): boolean {
    const key = relationKey(relation);
    return [...(this.mentions.get(column)?.values() ?? [])].some(
      ({ origins }) =>
        origins !== null &&
        origins.length > 0 &&
        origins.every((each) => each.column.toLowerCase() === column && relationKey(each.relation) === key),
    );
  }

  /** At how many places a name, in lower case, means something else than the column of a relation; null: at one it may mean it. */
  placesElsewhere(column: string, relation: SqlRelation): number | null {
    const key = relationKey(relation);
    const own = [...(this.mentions.get(column)?.values() ?? [])];
    const mayMean = ({ origins }: Place): boolean =>
      origins === null ||
      origins.some((each) => each.column.toLowerCase() === column && relationKey(each.relation) === key);
    return own.some(mayMean) ? null : own.filter(({ counts }) => counts).length + (this.named().get(column) ?? 0);
  }

  private named(): ReadonlyMap<string, number> {
    return (this.names ??= wordsOf(this.statement));
  }
}

const WORD = /[a-z_][\w$]*/g;
/** Where the parser keeps names and texts. */
const NAMING = new Set(['name', 'alias', 'table_alias', 'this', 'value', 'data_type', 'method']);

/** Every word of a statement that is no column: names that it gives (`as x`), of tables, of fields, of functions, texts. */
function wordsOf(statement: unknown): Map<string, number> {
  const words = new Map<string, number>();
  // No recursion: a statement may nest deeper than the stack.
  const nodes = [statement];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    if (Array.isArray(node)) for (const each of node as unknown[]) nodes.push(each ?? null);
    if (!isMapping(node)) continue;
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'string') countWords(key, value, words);
      else nodes.push((key === 'column' && isMapping(value) ? value['table'] : value) ?? null);
    }
  }
  return words;
}

function countWords(key: string, text: string, words: Map<string, number>): void {
  if (!NAMING.has(key)) return;
  for (const [word] of text.toLowerCase().matchAll(WORD)) words.set(word, (words.get(word) ?? 0) + 1);
}
