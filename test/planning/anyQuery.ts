import {
  getNamedType,
  GraphQLEnumType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { isColumn } from '../../src/entities/wanted.js';
import { QUERY_READINGS, ROW_TYPES } from '../../src/resolvers/readings/readings.js';

/** A query with its variables. */
export interface AnyQuery {
  readonly text: string;
  readonly variables: Record<string, unknown>;
}

/** Names that a mesh knows, to be asked for; each list also has some that it does not know. */
export interface Names {
  readonly products: readonly string[];
  readonly ports: readonly string[];
  readonly domains: readonly string[];
  readonly contracts: readonly string[];
  readonly namespaces: readonly string[];
  readonly owners: readonly string[];
  readonly cursors: readonly string[];
}

/** Arguments that ask for the past, and those of the pages backwards, which go with no `first`. */
const RARE = new Set(['asOf', 'version', 'last', 'before']);

type Field = GraphQLField<unknown, unknown>;

const CURSORS = ['no cursor', Buffer.from('["x"]').toString('base64url'), Buffer.from('[3]').toString('base64url')];

/** Makes queries by chance out of a schema: the same for the same random numbers. */
export class QueryMaker {
  private variables = new Map<string, { readonly type: string; readonly value: unknown }>();
  private fragments: string[] = [];
  /** Also fields that no plan knows. */
  private wild = false;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly names: Names,
    private readonly random: () => number,
  ) {}

  next(): AnyQuery {
    this.variables = new Map();
    this.fragments = [];
    this.wild = this.chance(0.1);
    const body = this.selection(this.schema.getQueryType() as GraphQLObjectType, 4, 1 + this.below(2));
    const declared = [...this.variables].map(([name, { type }]) => `$${name}: ${type}`).join(', ');
    const head = declared === '' ? '' : `query (${declared}) `;
    return {
      text: [head + body, ...this.fragments].join('\n'),
      variables: Object.fromEntries([...this.variables].map(([name, { value }]) => [name, value])),
    };
  }

  /** A subscription of one field, without the variables that its arguments would take. */
  event(field: string): AnyQuery {
    this.variables = new Map();
    this.fragments = [];
    this.wild = this.chance(0.1);
    const { type } = this.schema.getSubscriptionType()?.getFields()[field] as Field;
    const body = this.selection(getNamedType(type) as GraphQLObjectType, 4, 1 + this.below(6));
    const declared = [...this.variables].map(([name, given]) => `$${name}: ${given.type}`).join(', ');
    const head = declared === '' ? 'subscription' : `subscription (${declared})`;
    return {
      text: [`${head} { ${field} ${body} }`, ...this.fragments].join('\n'),
      variables: Object.fromEntries([...this.variables].map(([name, { value }]) => [name, value])),
    };
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }

  private one<T>(of: readonly T[]): T {
    return of[this.below(of.length)] as T;
  }

  private fieldsOf(type: GraphQLObjectType): Field[] {
    const isAsked = (field: Field): boolean => (this.wild && type.name !== 'Query') || isKnown(type, field);
    return Object.values(type.getFields()).filter(
      (field) => isAsked(field) && field.args.every((arg) => this.canGive(arg)),
    );
  }

  private canGive(arg: GraphQLArgument): boolean {
    return !isNonNullType(arg.type) || arg.name in this.values;
  }

  private selection(type: GraphQLOutputType | GraphQLObjectType, depth: number, many = 2 + this.below(4)): string {
    const named = getNamedType(type);
    if (!isCompositeType(named)) return '';
    if (!isObjectType(named)) {
      const possible = this.schema.getPossibleTypes(named);
      const each = possible
        .filter(() => this.chance(0.8))
        .map((of) => `... on ${of.name} ${this.selection(of, depth)}`);
      return `{ __typename ${each.join(' ')} }`;
    }
    const fields = this.fieldsOf(named).filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    const parts =
      fields.length === 0 ? ['__typename'] : Array.from({ length: many }, () => this.part(named, fields, depth));
    return `{ ${parts.join(' ')} }`;
  }

  private part(type: GraphQLObjectType, fields: readonly Field[], depth: number): string {
    if (this.chance(0.06)) return `__typename${this.directives()}`;
    const field = this.field(this.one(fields), depth);
    if (this.chance(0.85)) return field;
    if (this.chance(0.5)) return `... ${this.chance(0.6) ? `on ${type.name} ` : ''}${this.directives()}{ ${field} }`;
    this.fragments.push(`fragment F${this.fragments.length} on ${type.name} { ${field} __typename }`);
    return `...F${this.fragments.length - 1}${this.directives()}`;
  }

  private field(field: Field, depth: number): string {
    const alias = this.chance(0.3) ? `a${this.below(1000)}: ` : '';
    const args = field.args.flatMap((arg) => this.argument(arg));
    const given = args.length > 0 ? `(${args.join(', ')})` : '';
    return `${alias}${field.name}${given}${this.directives()} ${this.selection(field.type, depth - 1)}`;
  }

  private directives(): string {
    if (this.chance(0.92)) return '';
    const value = this.chance(0.5);
    const text = this.chance(0.5) ? String(value) : this.variable('Boolean!', value);
    return ` @${this.one(['skip', 'include'])}(if: ${text})`;
  }

  private argument({ name, type }: GraphQLArgument): string[] {
    if (!isNonNullType(type) && this.chance(RARE.has(name) ? 0.95 : 0.5)) return [];
    const value = !isNonNullType(type) && this.chance(0.08) ? null : this.value(name, type);
    if (value === undefined) return [];
    return [`${name}: ${this.chance(0.35) ? this.variable(String(type), value) : this.literal(type, value)}`];
  }

  private variable(type: string, value: unknown): string {
    const name = `v${this.variables.size}`;
    this.variables.set(name, { type, value });
    return `$${name}`;
  }

  private literal(type: GraphQLInputType, value: unknown): string {
    if (value === null) return 'null';
    if (isNonNullType(type)) return this.literal(type.ofType, value);
    if (isListType(type)) return `[${(value as unknown[]).map((each) => this.literal(type.ofType, each)).join(', ')}]`;
    if (isEnumType(type)) return String(value);
    if (!isInputObjectType(type)) return JSON.stringify(value);
    const fields = type.getFields();
    const given = Object.entries(value as object).map(
      ([name, each]) => `${name}: ${this.literal(fields[name]?.type as GraphQLInputType, each)}`,
    );
    return `{ ${given.join(', ')} }`;
  }

  private readonly values: Readonly<Record<string, () => unknown>> = {
    fqn: () => this.one([...this.names.products, ...this.names.ports, 'sales.nothing', '']),
    name: () => this.one([...this.names.domains, ...this.names.contracts, 'nothing']),
    of: () => this.one([...this.names.products, ...this.names.ports, 'sales.nothing']),
    maxDepth: () => this.one([1, 2, 3, 0]),
    maxNodes: () => this.one([1, 5, 30, 0]),
    path: () => this.one([...this.names.namespaces, 'nothing']),
    version: () => this.one(['1.0.0', '3.2.1', '9.9.9', 'no version']),
    asOf: () => this.one(['2026-01-15T12:00:00Z', '2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z', 'never']),
    first: () => this.one(this.chance(0.95) ? [1, 2, 3, 10, 20, 50, 500] : [501, 0, -1]),
    last: () => this.one(this.chance(0.95) ? [1, 2, 20] : [0]),
    after: () => this.one(this.chance(0.95) ? this.names.cursors : CURSORS),
    before: () => this.one(this.chance(0.95) ? this.names.cursors : CURSORS),
    domains: () => [this.one(this.names.domains), this.one([...this.names.domains, 'nothing'])].slice(this.below(2)),
    owner: () => this.one([...this.names.owners, 'nobody']),
    text: () => this.one(['customer', 'sales', 'orders', 'CUSTOMER', 'nothing like it', '%']),
    consumes: () => this.one([...this.names.ports, ...this.names.products]),
    provides: () => this.one([...this.names.ports, ...this.names.products]),
    provider: () => this.one([...this.names.ports, ...this.names.products, ...this.names.domains]),
    consumer: () => this.one([...this.names.products, ...this.names.domains]),
  };

  private value(name: string, type: GraphQLInputType): unknown {
    const named = getNamedType(type);
    if (named instanceof GraphQLEnumType) {
      const value = (): string => this.one(named.getValues()).name;
      return isListType(isNonNullType(type) ? type.ofType : type) ? [value(), value()] : value();
    }
    if (!isInputObjectType(named)) return this.values[name]?.();
    const fields = Object.values(named.getFields()).filter(() => this.chance(0.3));
    return Object.fromEntries(fields.map((field) => [field.name, this.value(field.name, field.type)]));
  }
}

/** Whether a plan may know the field. */
function isKnown(type: GraphQLObjectType, { name, resolve }: Field): boolean {
  if (type.name === 'Query') return name in QUERY_READINGS || name === 'lineage';
  const rows = ROW_TYPES.get(type.name);
  if (!rows) return resolve === undefined;
  return name in rows.fields || isColumn(rows.row, name);
}
