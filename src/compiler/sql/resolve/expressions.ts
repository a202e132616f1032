import { isMapping, type Mapping } from '../../values/json.js';
import { MACRO, PLACEHOLDER, UNKNOWN, VALUE } from '../jinja/placeholders.js';
import { distinctOrigins, through, type ColumnOrigin, type Via } from '../relations/origin.js';
import {
  columnUnder,
  dottedNames,
  expressionOf,
  functionName,
  listOf,
  nameOf,
  placeOf,
  queryOf,
  type Expression,
} from './ast.js';
import { CHOOSES, COMPARES, isAggregate, isNoColumn, isOfAWindow, MASKING, PSEUDO } from './calls.js';
import { rowOf, type Meaning } from '../relations/shape.js';
import type { Scope } from './scope.js';

/** A column that an expression names, or what else it is made of. */
export interface Mention {
  readonly alias: string | null;
  /** `''` for a subquery. */
  readonly column: string;
  readonly origins: readonly ColumnOrigin[];
  /** false: it may come from further columns. */
  readonly followed: boolean;
}

/** Something in a statement that could not be followed. */
export interface Gap {
  /** What it is, in a few words. */
  readonly construct: string;
  /** Its offset in the SQL; null where that is not known. */
  readonly at: number | null;
  /** A name that stands there, to look for where the parser tells of no place. */
  readonly word?: string;
}

/** What an expression meets beside columns. */
export interface Around {
  /** A subquery: the origins of what it gives. */
  query(query: Expression, scope: Scope): Meaning;
  gap(gap: Gap): void;
}

/** The columns of an expression tree, each with what the expression makes of it. */
export function mentions(node: unknown, scope: Scope, around: Around): Mention[] {
  const found: Mention[] = [];
  new Walker(scope, around, found).walk(node, { via: 'identity', masking: false });
  return found;
}

/** What the expressions around a column make of it. */
interface Way {
  readonly via: Via;
  readonly masking: boolean;
}

const CONDITION: Way = { via: 'condition', masking: false };

class Walker {
  /** Names of a lambda's parameters, in lower case. */
  private readonly parameters: string[] = [];

  constructor(
    private readonly scope: Scope,
    private readonly around: Around,
    private readonly found: Mention[],
  ) {}

  walk(node: unknown, way: Way): void {
    if (Array.isArray(node)) return node.forEach((each) => this.walk(each, way));
    if (!isMapping(node)) return;
    const expression = expressionOf(node);
    if (!expression) return this.each(node, way);
    const query = queryOf(node);
    if (query && expression.kind !== 'values') return this.query(query, changed(way));
    this.expression(expression, node, way);
  }

  private expression({ kind, body }: Expression, node: Mapping, way: Way): void {
    const inside = changed(way);
    if (kind === 'column' || kind === 'dot') return this.name(node, way);
    if (kind === 'star') return this.row(nameOf(body['table']), inside, node);
    if (kind === 'parameter' || kind === 'placeholder') return this.position(body, node);
    if (kind === 'data_type' || kind === 'literal' || kind === 'identifier' || kind === 'var') return;
    if (kind === 'paren') return this.walk(body['this'], way);
    if (kind === 'alias' || kind === 'cast' || kind === 'try_cast' || kind === 'safe_cast')
      return this.walk(body['this'], inside);
    if (kind === 'lambda') return this.lambda(listOf(body['parameters']), [body['body']], inside);
    if (kind === 'comprehension') return this.comprehension(body, inside);
    if (kind === 'case') return this.case(body, inside);
    if (kind === 'if_func' || kind === 'nvl2') return this.choice(body, inside);
    if (kind === 'method_call') return this.method(body, inside);
    if (kind === 'window_function') return this.window(body, inside);
    if (kind === 'within_group') return this.withinGroup(body, inside);
    if (COMPARES.has(kind)) return this.each(body, CONDITION);
    this.call({ kind, body }, inside);
  }

  private each(node: Mapping, way: Way): void {
    for (const value of Object.values(node)) this.walk(value, way);
  }

  private add(alias: string | null, column: string, meaning: Pick<Meaning, 'origins' | 'followed'>, way: Way): void {
    const origins = meaning.origins.map((each) => through(each, way.via, way.masking));
    this.found.push({ alias, column, origins, followed: meaning.followed });
  }

  /** `column`, `t.column`, `t.column.field`, `column.field`. */
  private name(node: Mapping, way: Way): void {
    const names = dottedNames(node);
    const body = columnUnder(node);
    if (!names || !body) return this.walk(expressionOf(node)?.body['this'], changed(way));
    const [first = ''] = names;
    if (this.parameters.includes(first.toLowerCase()))
      return this.scope.uses.mention(body, nameOf(body['name']) ?? '', []);
    const unknown = names.find((each) => PLACEHOLDER.test(each) && !this.scope.sourceAround(each));
    if (unknown !== undefined) return this.unknownName(names, unknown, node);
    const row = names.length === 1 ? this.scope.row(first) : null;
    const meaning = this.scope.meaning(names);
    const isPseudo = PSEUDO.test(meaning.column) && !this.scope.isKnown(meaning.column);
    if (row) this.wholeRow(first);
    // The name that the tree keeps as the column's may be that of a field: `address.city`.
    const means = meaning.certain && !row && !isPseudo ? meaning.origins : null;
    this.scope.uses.mention(body, nameOf(body['name']) ?? '', sameName(body, meaning.column) ? means : []);
    if (!sameName(body, meaning.column)) this.scope.uses.mention(node, meaning.column, means);
    if (isPseudo && POSITION.test(meaning.column)) this.gap('a column by its position', node);
    if (isPseudo && POSITION.test(meaning.column)) this.wholeRow(first);
    if (isPseudo)
      return this.add(meaning.alias, meaning.column, { origins: [], followed: !POSITION.test(meaning.column) }, way);
    if (meaning.isMissing && !row) this.gap(`\`${names.join('.')}\``, node);
    const joined = row ? { origins: distinctOrigins([...row.origins]), followed: row.followed } : meaning;
    this.add(meaning.alias, meaning.column, joined, meaning.isField || row ? changed(way) : way);
  }

  /** `t.{{ x }}`: any column of t. */
  private unknownName(names: readonly string[], unknown: string, node: Mapping): void {
    const [first = ''] = names;
    if (unknown === first) return this.placeholder(first, node);
    this.wholeRow(first);
    this.placeholder(UNKNOWN, node);
  }

  private placeholder(name: string, node: Mapping): void {
    if (name.toLowerCase() === VALUE) return;
    this.gap('Jinja whose value is not known', node);
    this.found.push({ alias: null, column: '', origins: [], followed: false });
  }

  private gap(construct: string, node: unknown): void {
    this.around.gap({ construct, at: placeOf(node) });
  }

  private position(body: Mapping, node: Mapping): void {
    if (body['style'] !== 'Dollar' || body['index'] === null) return;
    for (const { alias } of this.scope.sources) this.wholeRow(alias);
    this.gap('a column by its position', node);
    this.found.push({ alias: null, column: '', origins: [], followed: false });
  }

  /** A row as a value: `to_json(t)`, `hash(t.*)`, `object_construct(*)`. */
  private row(alias: string | null, way: Way, node: Mapping): void {
    const sources = this.scope.sources.filter(
      (each) => alias === null || each.alias.toLowerCase() === alias.toLowerCase(),
    );
    if (sources.length === 0 && alias !== null) return this.record(alias, way, node);
    for (const { alias: name } of sources) this.wholeRow(name);
    for (const source of sources) {
      const row = rowOf(source.shape);
      if (!row.followed) this.gap('every column of what could not be read', node);
      this.add(source.alias, '*', row, way);
    }
  }

  /** `address.*`: every field of a record. */
  private record(name: string, way: Way, node: Mapping): void {
    const found = this.scope.unqualified(name);
    this.scope.uses.mention(node, name, found.certain && this.scope.isKnown(name) ? found.origins : null);
    this.add(found.alias, name, found, way);
  }

  private wholeRow(alias: string): void {
    this.scope.uses.all(this.scope.sourceAround(alias)?.shape.rest ?? []);
  }

  private query(query: Expression, way: Way): void {
    this.add(null, '', this.around.query(query, this.scope), way);
  }

  private lambda(parameters: readonly unknown[], bodies: readonly unknown[], way: Way): void {
    const names = parameters.flatMap((each) => nameOf(each)?.toLowerCase() ?? []);
    this.parameters.push(...names);
    for (const body of bodies) this.walk(body, way);
    this.parameters.length -= names.length;
  }

  /** `[x * 2 for x in list if x > 1]` */
  private comprehension(body: Mapping, way: Way): void {
    this.walk(body['iterator'], way);
    this.lambda([body['expression'], body['position']], [body['expression'], body['this']], way);
    this.lambda([body['expression'], body['position']], [body['condition']], CONDITION);
  }

  private case(body: Mapping, way: Way): void {
    this.walk(body['operand'], CONDITION);
    for (const each of listOf(body['whens'])) {
      const [condition, result] = listOf(each);
      this.walk(condition, CONDITION);
      this.walk(result, way);
    }
    this.walk(body['else_'], way);
  }

  private choice(body: Mapping, way: Way): void {
    this.walk(body['condition'] ?? body['this'], CONDITION);
    this.walk([body['true_value'], body['false_value']], way);
  }

  /** `name.lower()`, `schema.function(name)` */
  private method(body: Mapping, way: Way): void {
    const names = dottedNames(body['this']);
    const [first = ''] = names ?? [];
    const isValue = names === null || this.scope.isKnown(first) || this.scope.source(first) !== undefined;
    if (isValue) this.walk(body['this'], way);
    if (isValue && names?.length === 1 && this.scope.source(first)) this.row(first, way, body);
    if (!isValue) {
      const under = columnUnder(body['this']);
      if (under) this.scope.uses.mention(under, nameOf(under['name']) ?? '', null);
    }
    this.arguments(nameOf(body['method'])?.toLowerCase() ?? '', listOf(body['args']), way);
  }

  private window(body: Mapping, way: Way): void {
    const call = expressionOf(body['this']);
    if (call && isOfAWindow(call)) this.call(call, way, false);
    else this.walk(body['this'], way);
    this.walk(body['over'], CONDITION);
    this.walk(body['keep'], CONDITION);
  }

  /** `listagg(a) within group (order by b)` is made of a, `percentile_cont(0.5) within group (order by b)` of b. */
  private withinGroup({ this: call, order_by: order }: Mapping, way: Way): void {
    const before = this.found.length;
    this.walk(call, way);
    const expression = expressionOf(call);
    const hides = way.masking || (expression !== null && MASKING.test(functionName(expression)));
    const isOfOrder = this.found.length === before;
    this.walk(order, isOfOrder ? { via: further(way.via, 'aggregation'), masking: hides } : CONDITION);
  }

  private call(expression: Expression, way: Way, aggregates = isAggregate(expression)): void {
    const { body } = expression;
    const name = functionName(expression);
    if (name === MACRO) this.gapOfMacro();
    const masking = way.masking || MASKING.test(name);
    const inside: Way = { via: aggregates ? further(way.via, 'aggregation') : way.via, masking };
    const { args, over, filter, order_by: order, having_max: having, partition_by: partition, ...rest } = body;
    this.arguments(name, listOf(args), inside);
    this.walk([over, filter, order, having, partition], CONDITION);
    for (const [key, value] of Object.entries(rest)) if (!NO_ARGUMENT.has(key)) this.walk(value, inside);
  }

  private arguments(name: string, given: readonly unknown[], way: Way): void {
    given.forEach((value, index) => {
      const named = expressionOf(value)?.kind === 'named_argument' ? expressionOf(value)?.body['value'] : value;
      if (/^count(_?if)?$/.test(name) && expressionOf(named)?.kind === 'star') return;
      if (isNoColumn(named, name, index)) return this.noColumn(named);
      this.walk(named, CHOOSES.test(name) && index === 0 ? CONDITION : way);
    });
  }

  private noColumn(node: unknown): void {
    const body = columnUnder(node);
    if (body) this.scope.uses.mention(body, nameOf(body['name']) ?? '', []);
  }

  /** A macro whose text is not at hand: what else it reads cannot be told. */
  private gapOfMacro(): void {
    this.around.gap({ construct: 'a macro whose text is not at hand', at: null, word: MACRO });
    this.found.push({ alias: null, column: '', origins: [], followed: false });
  }
}

const POSITION = /^\$\d+$/;
/** Parts of a call that are no values. */
const NO_ARGUMENT = new Set(['name', 'original_name', 'to', 'unit', 'field', 'data_type', 'separator_kind']);

const sameName = (body: Mapping, column: string): boolean =>
  (nameOf(body['name']) ?? '').toLowerCase() === column.toLowerCase();

const ORDER: readonly Via[] = ['identity', 'transformation', 'aggregation', 'condition'];
const further = (via: Via, than: Via): Via => (ORDER.indexOf(than) > ORDER.indexOf(via) ? than : via);
const changed = (way: Way): Way => (way.via === 'identity' ? { ...way, via: 'transformation' } : way);
