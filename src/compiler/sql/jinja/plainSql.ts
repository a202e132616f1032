import type { DbtMacros } from '../../document/dbt/project/project.js';
import { standingName } from '../../document/dbt/project/versionName.js';
import type { SqlRelation } from '../relations/relation.js';
import { callOf, type CallText } from './callText.js';
import { alternatives, decidedBranch, type Choices } from './branches.js';
import { expressionSql, mayNameColumn, showsItsColumns } from './expression.js';
import { literalOf, type Literal, type Variables } from './literals.js';
import { MACRO, UNKNOWN } from './placeholders.js';
import { boundVariables, dispatched, macroNamed } from './macros.js';
import { tree, type Branch, type Node } from './tree.js';
import { vaultCallOf, type VaultCall } from './vaultCall.js';

/** SQL with names in the place of Jinja, and what the names stand for. */
export interface PlainSql {
  readonly sql: string;
  /** By the name that stands in the SQL. */
  readonly relations: ReadonlyMap<string, SqlRelation>;
  /** Whether the SQL shows every column that it reads: no macro stands in it that may name others. */
  readonly told: boolean;
  /** The branches that were not taken: their text, and whether it shows every column. */
  readonly untaken: { readonly text: string; readonly told: boolean };
  /** The conditions that were met, each with how many branches there are. */
  readonly met: ReadonlyMap<string, number>;
  /** A macro stands where no expression can. */
  readonly isLoose: boolean;
  /** The one call of a macro of a Data Vault that all of it is. */
  readonly vault: VaultCall | null;
  /** The place in the template of a place in the SQL. */
  readonly placeOf: (offset: number) => number;
}

/**
 * What a macro's call becomes that stands behind an expression, where only a macro knows what it brings: left as it is,
 * another column or table (`a as b {{ more_columns() }}`), or nothing.
 */
export const LOOSE = ['kept', 'listed', 'dropped'] as const;
export type Loose = (typeof LOOSE)[number];

/** How a template is written out. */
export interface Writing {
  readonly macros: DbtMacros;
  readonly loose: Loose;
  /** The project's own name. */
  readonly package: string | null;
  /** The versions that do not stand for their models. */
  readonly versions: ReadonlySet<string>;
  /** Which branch each condition takes. */
  readonly choices: Choices;
  /** Which one that is where `choices` says nothing: noted where the condition is met first, for all that write the template. */
  readonly usual: Map<string, number>;
}

const NO_VERSIONS: ReadonlySet<string> = new Set();

const LONGEST = 500_000;
/** No macro calls another more deeply. */
const DEEPEST_MACRO = 8;

/**
 * A dbt model's text as plain SQL. Nothing is executed: `ref` and `source` become names, literals of `set` and `for` are
 * put in where they stand, the project's own macros are written out, any other expression becomes a placeholder. null
 * where it grows out of all proportion.
 */
export function plainSql(template: string, writing: Writing): PlainSql | null {
  const writer = new Writer(writing);
  writer.write(tree(template), new Map());
  if (writer.tooLong) return null;
  return {
    sql: writer.sql(),
    relations: writer.relations,
    told: writer.told,
    untaken: { text: writer.untaken.join(' '), told: writer.untakenTold },
    met: writer.met,
    isLoose: writer.isLoose,
    vault: writer.vault(),
    placeOf: (offset) => writer.placeOf(offset),
  };
}

class Writer {
  readonly relations = new Map<string, SqlRelation>();
  readonly untaken: string[] = [];
  tooLong = false;
  told = true;
  untakenTold = true;
  readonly met = new Map<string, number>();
  isLoose = false;
  private readonly parts: string[] = [];
  private readonly marks: { readonly from: number; readonly at: number; readonly moves: boolean }[] = [];
  private length = 0;
  private depth = 0;
  /** Where the macro is called that is being written out. */
  private calledAt: number | null = null;
  /** Calls of macros of a Data Vault, and which part they became. */
  private readonly vaultCalls: { readonly call: VaultCall; readonly part: number }[] = [];

  constructor(private readonly writing: Writing) {}

  sql(): string {
    return this.parts.join('');
  }

  vault(): VaultCall | null {
    const [found, ...more] = this.vaultCalls;
    if (!found || more.length > 0) return null;
    const rest = this.parts.filter((_, index) => index !== found.part).join('');
    return withoutComments(rest).trim() === '' ? found.call : null;
  }

  placeOf(offset: number): number {
    const mark = this.marks.findLast(({ from }) => from <= offset);
    if (!mark) return 0;
    return mark.moves ? mark.at + offset - mark.from : mark.at;
  }

  write(nodes: readonly Node[], variables: Variables): void {
    nodes.forEach((node, index) => {
      if (this.tooLong) return;
      if (node.kind === 'text') this.add(node.text, node.at, true);
      else if (node.kind === 'expression') this.expression(node, variables, beside(nodes, index));
      else if (node.kind === 'set') this.set(node.name, node.value, variables);
      else if (node.kind === 'capture') variables.set(node.name, captured(node.body, variables));
      else if (node.kind === 'if') this.write(this.taken(node.branches, variables), variables);
      else this.loop(node.name, node.list, node.body, variables);
    });
  }

  private add(text: string, at: number, moves: boolean): void {
    this.marks.push({ from: this.length, at: this.calledAt ?? at, moves: moves && this.calledAt === null });
    this.length += text.length;
    this.tooLong ||= this.length > LONGEST;
    this.parts.push(text);
  }

  private expression(
    { text, at }: { readonly text: string; readonly at: number },
    variables: Variables,
    near: Beside,
  ): void {
    if (this.writtenOut(text, at, variables)) return;
    const call = callOf(text);
    const vault = call && vaultCallOf(call, variables);
    if (vault) this.vaultCalls.push({ call: vault, part: this.parts.length });
    if (!near.isQuoted && mayNameColumn(text, this.before(), near.after)) {
      this.told = false;
      return this.add(UNKNOWN, at, false);
    }
    this.told &&= near.isQuoted || showsItsColumns(text, variables, near.touches);
    const sql = expressionSql(text, variables, near.touches, (relation) => this.named(relation));
    this.add(this.fitted(sql), at, false);
  }

  /** A macro's call as it fits behind what stands before it. */
  private fitted(sql: string): string {
    const loose = sql.startsWith(`${MACRO}(`) && ENDS_EXPRESSION.test(this.before());
    this.isLoose ||= loose;
    if (!loose || this.writing.loose === 'kept') return sql;
    return this.writing.loose === 'listed' ? `, ${sql}` : '';
  }

  /** The SQL so far, the end of it without comments. */
  private before(): string {
    const end = this.parts.slice(-8).join('').slice(-2000);
    return withoutComments(end).trimEnd();
  }

  /** Writes one of the project's own macros out where it is called; false where that cannot be done. */
  private writtenOut(text: string, at: number, variables: Variables): boolean {
    const call = dispatched(text, this.writing.macros) ?? callOf(text);
    const macro = call && literalOf(text, variables) === null ? macroNamed(ownName(call), this.writing.macros) : null;
    if (!call || !macro || this.depth >= DEEPEST_MACRO) return false;
    const outside = this.calledAt;
    this.calledAt ??= at;
    this.depth++;
    this.write(macro.body, boundVariables(macro, call, variables));
    this.depth--;
    this.calledAt = outside;
    return true;
  }

  private named(relation: SqlRelation): string {
    const name = `floe__relation_${this.relations.size}`;
    this.relations.set(name, relation.kind === 'ref' ? this.ref(relation) : relation);
    return name;
  }

  private ref({ package: of, name }: Extract<SqlRelation, { kind: 'ref' }>): SqlRelation {
    const isForeign = of !== null && of !== this.writing.package;
    const known = standingName(name, isForeign ? NO_VERSIONS : this.writing.versions);
    return { kind: 'ref', package: isForeign ? of : null, name: known };
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
      else if (node.kind === 'text' || node.kind === 'expression') this.untaken.push(node.text);
      if (node.kind === 'expression') this.untakenTold &&= showsItsColumns(node.text, variables, false);
    }
  }

  private chosen(branches: readonly Branch[], variables: Variables): readonly Node[] {
    const decided = decidedBranch(branches, variables);
    if (decided) return decided;
    const { condition, bodies, usual } = alternatives(branches);
    // One condition is another in each call of a macro.
    const key = `${this.calledAt ?? ''} ${condition}`;
    const first = this.writing.usual.get(key) ?? usual;
    this.writing.usual.set(key, first);
    this.met.set(key, bodies.length);
    return bodies[(first + (this.writing.choices.get(key) ?? 0)) % bodies.length] ?? [];
  }

  /** Over a literal list once an item, else once. */
  private loop(name: string, list: string, body: readonly Node[], variables: Variables): void {
    const items = literalOf(list, variables);
    const each: readonly Literal[] = Array.isArray(items) ? items : [null];
    const outer = LOOP.map((each) => variables.get(each) ?? null);
    each.forEach((item, index) => {
      variables
        .set(name, item)
        .set('loop.first', index === 0)
        .set('loop.last', index === each.length - 1);
      variables.set('loop.index', index + 1).set('loop.index0', index);
      this.write(body, variables);
      // An empty body would never grow too long.
      this.add(' ', 0, false);
    });
    LOOP.forEach((each, at) => variables.set(each, outer[at] ?? null));
  }
}

const LOOP = ['loop.first', 'loop.last', 'loop.index', 'loop.index0'] as const;

const withoutComments = (sql: string): string => sql.replace(/--[^\n]*|\/\*[^]*?\*\//g, ' ');

/** The text between `{% set name %}` and `{% endset %}`; unknown where it is more than text and known values. */
function captured(body: readonly Node[], variables: Variables): Literal {
  const texts = body.map((node): Literal => {
    if (node.kind === 'text') return node.text;
    return node.kind === 'expression' ? literalOf(node.text, variables) : null;
  });
  return texts.every((each) => typeof each === 'string' || typeof each === 'number') ? texts.join('') : null;
}

/** A macro of the project may be called with the project's name before it. */
const ownName = ({ name }: CallText): string => name.split('.').at(-1) ?? name;

/** A name, a number or a bracket: an expression has ended, and no word begins another. */
const ENDS_EXPRESSION =
  /(?<!\b(?:select|distinct|all|from|join|where|and|or|not|on|as|by|when|then|else|case|in|is|like|ilike|between|having|qualify|using|over|with|union|except|intersect|limit|offset|values|interval|exists))[\w)'"`]$/i;

/** What stands beside an expression. */
interface Beside {
  /** Letters: it is a part of a name. */
  readonly touches: boolean;
  /** Quotes: it is a text of SQL, `'{{ var("start") }}'`. */
  readonly isQuoted: boolean;
  /** The text behind it. */
  readonly after: string;
}

function beside(nodes: readonly Node[], index: number): Beside {
  const [before, after] = [nodes[index - 1], nodes[index + 1]];
  const [left, right] = [
    before?.kind === 'text' ? before.text.slice(-1) : '',
    after?.kind === 'text' ? after.text.slice(0, 1) : '',
  ];
  return {
    touches: /[\w"'`]$/.test(left) || /^[\w"'`]/.test(right),
    isQuoted: left === "'" && right === "'",
    after: after?.kind === 'text' ? after.text : '',
  };
}
