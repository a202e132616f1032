import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
  Kind,
  parse,
  print,
  printSchema,
  type DefinitionNode,
  type FieldDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type InputValueDefinitionNode,
  buildASTSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { committed, fixture, servedSchema, servedSdl } from './served.js';

/** The names that clients rely on: the design's api.graphql, word for word. */
const publicNames = parse(fixture('api.graphql'), { noLocation: true });

/** What this service leaves to a later one: a mutation and the types only it uses. */
const LATER = ['MigrationPlan', 'AnalyzeMigrationInput', 'Rename'];
const laterField = (type: string, field: string): boolean => type === 'Mutation' && field === 'analyzeMigration';

/** Arguments and defaults as introspection tells them, for the served schema is built from type definitions. */
const introspected = buildASTSchema(parse(printSchema(servedSchema)));

const named = (type: string): string[] => [...type.matchAll(/[A-Za-z]+/g)].map(([name]) => name);

function missingArguments(
  owner: string,
  wanted: readonly InputValueDefinitionNode[],
  served: readonly GraphQLArgument[],
): string[] {
  return wanted.flatMap((each) => {
    const found = served.find((one) => one.name === each.name.value);
    const place = `${owner}.${each.name.value}`;
    if (!found) return [`${place} is missing`];
    const type =
      print(each.type) === String(found.type) ? [] : [`${place}: ${String(found.type)}, not ${print(each.type)}`];
    const [was, is] = [each.defaultValue, found.astNode?.defaultValue].map((node) =>
      node ? print(node) : 'no default',
    );
    return was === is ? type : [...type, `${place} has ${is}, not ${was}`];
  });
}

function missingFields(
  owner: string,
  wanted: readonly FieldDefinitionNode[],
  served: Readonly<Record<string, GraphQLField<unknown, unknown>>>,
): string[] {
  return wanted
    .filter((each) => !laterField(owner, each.name.value))
    .flatMap((each) => {
      const place = `${owner}.${each.name.value}`;
      const found = served[each.name.value];
      if (!found) return [`${place} is missing`];
      const type =
        print(each.type) === String(found.type) ? [] : [`${place}: ${String(found.type)}, not ${print(each.type)}`];
      return [...type, ...missingArguments(place, each.arguments ?? [], found.args)];
    });
}

/** Everything of one public definition that the served schema lacks or has otherwise. */
function missing(definition: DefinitionNode): string[] {
  if (!('name' in definition) || !definition.name || LATER.includes(definition.name.value)) return [];
  const name = definition.name.value;
  const type = introspected.getType(name);
  switch (definition.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
      return isScalarType(type) ? [] : [`scalar ${name} is missing`];
    case Kind.INTERFACE_TYPE_DEFINITION:
      return isInterfaceType(type)
        ? missingFields(name, definition.fields ?? [], type.getFields())
        : [`${name} is missing`];
    case Kind.OBJECT_TYPE_DEFINITION: {
      if (!isObjectType(type)) return [`type ${name} is missing`];
      const implemented = type.getInterfaces().map((each) => each.name);
      const unimplemented = (definition.interfaces ?? []).filter((each) => !implemented.includes(each.name.value));
      return [
        ...unimplemented.map((each) => `${name} does not implement ${each.name.value}`),
        ...missingFields(name, definition.fields ?? [], type.getFields()),
      ];
    }
    case Kind.UNION_TYPE_DEFINITION: {
      const members = isUnionType(type) ? type.getTypes().map((each) => each.name) : [];
      return (definition.types ?? [])
        .filter((each) => !members.includes(each.name.value))
        .map((each) => `${name} lacks ${each.name.value}`);
    }
    case Kind.ENUM_TYPE_DEFINITION: {
      const values = isEnumType(type) ? type.getValues().map((each) => each.name) : [];
      return (definition.values ?? [])
        .filter((each) => !values.includes(each.name.value))
        .map((each) => `${name} lacks ${each.name.value}`);
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      if (!isInputObjectType(type)) return [`input ${name} is missing`];
      const fields = Object.values(type.getFields()) as unknown as GraphQLArgument[];
      return missingArguments(name, definition.fields ?? [], fields);
    }
    default:
      return [`${definition.kind} is not held`];
  }
}

describe('the public names', () => {
  it('are all served: types, fields, arguments, nullability, defaults and enum values', () => {
    expect(publicNames.definitions.length).toBeGreaterThan(90);
    expect(publicNames.definitions.flatMap(missing)).toEqual([]);
  });

  it('include every connection they speak of, in one shape', () => {
    const connections = new Set(
      named(print(publicNames)).filter((name) => name.endsWith('Connection') && name !== 'XConnection'),
    );
    expect(connections.size).toBe(10);
    for (const name of connections) {
      const node = name === 'SearchConnection' ? 'SearchHit' : name.replace(/Connection$/, '');
      const edge = name.replace(/Connection$/, 'Edge');
      const shape = (type: string): Record<string, string> => {
        const found = servedSchema.getType(type);
        if (!isObjectType(found)) throw new Error(`${type} is missing`);
        return Object.fromEntries(Object.values(found.getFields()).map((field) => [field.name, String(field.type)]));
      };
      expect(shape(name)).toEqual({
        edges: `[${edge}!]!`,
        nodes: `[${node}!]!`,
        pageInfo: 'PageInfo!',
        totalCount: 'Int!',
        ...(name === 'SearchConnection' && { meant: 'String' }),
      });
      expect(shape(edge)).toEqual({ cursor: 'Cursor!', node: `${node}!` });
    }
  });

  it('are told apart from a schema that lacks one', () => {
    const broken = parse('type DataProduct { fqn: Int! shelf: String } enum Access { BURN }').definitions.flatMap(
      missing,
    );
    expect(broken).toEqual(['DataProduct.fqn: String!, not Int!', 'DataProduct.shelf is missing', 'Access lacks BURN']);
  });
});

describe('schema.graphql', () => {
  it('is the printed form of what is served', () => {
    expect(committed()).toBe(servedSdl);
  });

  it('describes every type, field, argument and value', () => {
    const silent: string[] = [];
    const hold = (place: string, { description }: { readonly description?: string | null }): void => {
      if (!description?.trim()) silent.push(place);
    };
    for (const type of Object.values(servedSchema.getTypeMap())) {
      if (/^_|^federation__|^link__|^(Query|Mutation|Subscription)$/.test(type.name)) continue;
      hold(type.name, type);
    }
    for (const type of Object.values(servedSchema.getTypeMap())) {
      if (/^_|^federation__|^link__/.test(type.name)) continue;
      if (isEnumType(type)) for (const value of type.getValues()) hold(`${type.name}.${value.name}`, value);
      if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        if (field.name.startsWith('_')) continue;
        hold(`${type.name}.${field.name}`, field);
        if ('args' in field) for (const arg of field.args) hold(`${type.name}.${field.name}(${arg.name})`, arg);
      }
    }
    expect(silent).toEqual([]);
  });
});
