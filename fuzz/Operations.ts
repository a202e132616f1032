import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Dice } from './Dice.js';
import type { Documents } from './Documents.js';
import { anyNumber, anyText, anyValue, changed } from './hostile.js';
import type { Known } from './Known.js';

/** What is posted. */
export interface Asked {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

type Field = GraphQLField<unknown, unknown>;

/** The fields that take documents. */
const WITH_DOCUMENTS = new Set(['source', 'files', 'products', 'manifests']);

/** Makes operations of a schema by chance: what they ask for is often there, and what they give is often wrong. */
export class Operations {
  private declared: string[] = [];
  private variables: Record<string, unknown> = {};

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly known: Known,
    private readonly documents: Documents,
    private readonly dice: Dice,
  ) {}

  next(): Asked {
    const { dice } = this;
    [this.declared, this.variables] = [[], {}];
    const kind = dice.chance(0.88) ? 'query' : dice.chance(0.94) ? 'mutation' : 'subscription';
    const root =
      kind === 'query'
        ? this.schema.getQueryType()
        : kind === 'mutation'
          ? this.schema.getMutationType()
          : this.schema.getSubscriptionType();
    const body = this.selection(root as GraphQLObjectType, 1 + dice.below(4), 1 + dice.below(kind === 'query' ? 3 : 1));
    const head = this.declared.length > 0 ? `${kind} Q(${this.declared.join(', ')})` : kind;
    const text = `${head} ${body}`;
    return { query: dice.chance(0.06) ? changed(text, dice) : text, variables: this.variables };
  }

  private selection(type: GraphQLNamedType, depth: number, many = 1 + this.dice.below(5)): string {
    if (!isCompositeType(type)) return '';
    if (!isObjectType(type)) {
      const of = this.dice.one(this.schema.getPossibleTypes(type));
      return `{ __typename ... on ${of.name} ${this.selection(of, depth)} }`;
    }
    const fields = Object.values(type.getFields()).filter(
      (each) => depth > 0 || !isCompositeType(getNamedType(each.type)),
    );
    if (fields.length === 0) return '{ __typename }';
    return `{ ${Array.from({ length: many }, () => this.field(this.dice.one(fields), depth)).join(' ')} }`;
  }

  private field(field: Field, depth: number): string {
    const { dice } = this;
    const alias = dice.chance(0.7) ? `a${dice.below(100_000)}: ` : '';
    const args = field.args.flatMap((arg) => this.argument(arg));
    const given = args.length > 0 ? `(${args.join(', ')})` : '';
    return `${alias}${field.name}${given} ${this.selection(getNamedType(field.type), depth - 1)}`;
  }

  private argument(arg: GraphQLArgument): string[] {
    const { dice } = this;
    if (!isNonNullType(arg.type) && dice.chance(0.6)) return [];
    if (dice.chance(0.03)) return [];
    const value = this.value(arg.name, arg.type, 4);
    if (dice.chance(0.6)) {
      const name = `v${this.declared.length}`;
      this.declared.push(`$${name}: ${String(arg.type)}`);
      this.variables[name] = value;
      return [`${arg.name}: $${name}`];
    }
    return [`${arg.name}: ${this.literal(value, arg.type)}`];
  }

  /** A value as a document writes it: an enum's as its name, where it is one. */
  private literal(value: unknown, type: GraphQLInputType): string {
    const named = getNamedType(type);
    if (isEnumType(named) && typeof value === 'string' && /^\w+$/.test(value)) return value;
    if (Array.isArray(value)) return `[${value.map((each) => this.literal(each, type)).join(', ')}]`;
    if (value !== null && typeof value === 'object') {
      const fields = isInputObjectType(named) ? named.getFields() : {};
      const entries = Object.entries(value).filter(([name]) => /^[_A-Za-z]\w*$/.test(name));
      return `{${entries.map(([name, each]) => `${name}: ${this.literal(each, fields[name]?.type ?? (named as GraphQLInputType))}`).join(', ')}}`;
    }
    return JSON.stringify(value) ?? 'null';
  }

  private value(name: string, type: GraphQLInputType, depth: number): unknown {
    const { dice } = this;
    if (dice.chance(0.03)) return anyValue(dice);
    const nullable = getNullableType(type);
    if (!isNonNullType(type) && dice.chance(0.1)) return null;
    if (isListType(nullable)) {
      const of = nullable.ofType as GraphQLInputType;
      if (WITH_DOCUMENTS.has(name) && isInputObjectType(getNamedType(of)))
        return this.documents.listOf(name, getNamedType(of).name, dice);
      return Array.from({ length: dice.chance(0.02) ? 1001 : dice.below(4) }, () => this.value(name, of, depth - 1));
    }
    const named = getNamedType(nullable);
    if (isEnumType(named)) return dice.one(named.getValues()).name;
    if (isInputObjectType(named)) {
      const document = this.documents.of(named.name, dice);
      const fields = Object.values(named.getFields()).filter(
        (each) => isNonNullType(each.type) || (depth > 0 && dice.chance(0.3)),
      );
      return {
        ...Object.fromEntries(fields.map((each) => [each.name, this.value(each.name, each.type, depth - 1)])),
        ...document,
      };
    }
    return this.scalar(name, named.name);
  }

  private scalar(name: string, type: string): unknown {
    const { dice } = this;
    if (dice.chance(0.15)) return anyText(dice);
    switch (type) {
      case 'Int':
      case 'Float':
        return dice.chance(0.5) ? 1 + dice.below(60) : anyNumber(dice);
      case 'Boolean':
        return dice.chance(0.5);
      case 'JSON':
        return anyValue(dice);
      case '_Any':
        return this.known.representation(dice);
      default:
        return this.known.text(name, type, dice);
    }
  }
}
