import type { SqlRelation } from '../relations/relation.js';
import { expressionSql, literalOf, showsItsColumns, type Literal, type Variables } from './expression.js';
import { tree, type Branch, type Node } from './tree.js';

/** SQL with names in the place of Jinja, and what the names stand for. */
export interface PlainSql {
  readonly sql: string;
  /** By the name that stands in the SQL. */
  readonly relations: ReadonlyMap<string, SqlRelation>;
  /** Whether the SQL shows every column that it reads: no macro stands in it that may name others. */
  readonly told: boolean;
  /** The text of the branches that were not taken. */
  readonly untaken: string;
}

/**
 * Which of its branches an `if` becomes. `first`: the first, save where it is about an incremental run. `last`: the
 * `else`, or nothing.
 */
export type Branches = 'first' | 'last';

const LONGEST = 500_000;

/**
 * A dbt model's text as plain SQL. Nothing is executed: `ref` and `source` become names, literals of `set` and `for` are
 * put in where they stand, any other expression becomes a placeholder. null where it grows out of all proportion.
 */
export function plainSql(template: string, branches: Branches): PlainSql | null {
  const writer = new Writer(branches);
  writer.write(tree(template), new Map());
  if (writer.tooLong) return null;
  return { sql: writer.sql(), relations: writer.relations, told: writer.told, untaken: writer.untaken.join(' ') };
}

const ABOUT_A_RERUN = /\bis_incremental\s*\(/;

class Writer {
  readonly relations = new Map<string, SqlRelation>();
  readonly untaken: string[] = [];
  tooLong = false;
  told = true;
  private readonly parts: string[] = [];
  private length = 0;

  constructor(private readonly branches: Branches) {}

  sql(): string {
    return this.parts.join('');
  }

  write(nodes: readonly Node[], variables: Variables): void {
    nodes.forEach((node, index) => {
      if (this.tooLong) return;
      if (node.kind === 'text') this.add(node.text);
      else if (node.kind === 'expression')
        this.add(this.expression(node.text, variables, touches(nodes, index), isQuoted(nodes, index)));
      else if (node.kind === 'set') this.set(node.name, node.value, variables);
      else if (node.kind === 'if') this.write(this.taken(node.branches, variables), variables);
      else this.loop(node.name, node.list, node.body, variables);
    });
  }

  private add(text: string): void {
    this.length += text.length;
    this.tooLong ||= this.length > LONGEST;
    this.parts.push(text);
  }

  private expression(text: string, variables: Variables, partOfWord: boolean, quoted: boolean): string {
    this.told &&= quoted || showsItsColumns(text, variables, partOfWord);
    return expressionSql(text, variables, partOfWord, (relation) => this.named(relation));
  }

  private named(relation: SqlRelation): string {
    const name = `floe__relation_${this.relations.size}`;
    this.relations.set(name, relation);
    return name;
  }

  private set(name: string, value: string, variables: Variables): void {
    variables.set(name, literalOf(value, variables));
  }

  private taken(branches: readonly Branch[], variables: Variables): readonly Node[] {
    const taken = this.chosen(branches, variables);
    for (const { body } of branches) if (body !== taken) this.leave(body, variables);
    return taken;
  }

  /** What stands in a branch that is not taken. */
  private leave(nodes: readonly Node[], variables: Variables): void {
    for (const node of nodes) {
      if (node.kind === 'if') for (const { body } of node.branches) this.leave(body, variables);
      else if (node.kind === 'for') this.leave(node.body, variables);
      else if (node.kind !== 'set') this.untaken.push(node.text);
      if (node.kind === 'expression') this.told &&= showsItsColumns(node.text, variables, false);
    }
  }

  private chosen(branches: readonly Branch[], variables: Variables): readonly Node[] {
    const [first] = branches;
    const last = variables.get('loop.last') ?? null;
    const otherwise = branches.find(({ condition }) => condition === null)?.body ?? [];
    if (last !== null && first?.condition === 'not loop.last') return last === true ? otherwise : first.body;
    if (last !== null && first?.condition === 'loop.last') return last === true ? first.body : otherwise;
    const rerun = ABOUT_A_RERUN.test(first?.condition ?? '') && !/^not\b/.test(first?.condition ?? '');
    return this.branches === 'last' || rerun ? otherwise : (first?.body ?? []);
  }

  /** Over a literal list once an item, else once. */
  private loop(name: string, list: string, body: readonly Node[], variables: Variables): void {
    const items = literalOf(list, variables);
    const each: readonly Literal[] = Array.isArray(items) ? items : [null];
    const outer = variables.get('loop.last') ?? null;
    each.forEach((item, index) => {
      variables.set(name, item).set('loop.last', index === each.length - 1);
      this.write(body, variables);
      // An empty body would never grow too long.
      this.add(' ');
    });
    variables.set('loop.last', outer);
  }
}

/** Whether letters stand directly beside an expression: it is a part of a name then. */
function touches(nodes: readonly Node[], index: number): boolean {
  const [before, after] = [nodes[index - 1], nodes[index + 1]];
  return (
    (before?.kind === 'text' && /[\w"'`]$/.test(before.text.slice(-1))) ||
    (after?.kind === 'text' && /^[\w"'`]/.test(after.text.slice(0, 1)))
  );
}

/** A text of SQL: `'{{ var("start") }}'`. */
function isQuoted(nodes: readonly Node[], index: number): boolean {
  const [before, after] = [nodes[index - 1], nodes[index + 1]];
  return before?.kind === 'text' && before.text.endsWith("'") && after?.kind === 'text' && after.text.startsWith("'");
}
