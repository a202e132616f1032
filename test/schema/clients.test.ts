import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { root } from '../support/server.js';

const api = buildSchema(readFileSync(path.join(root, 'schema.api.graphql'), 'utf8'));
const page = readFileSync(path.join(root, 'docs/clients.md'), 'utf8');
const types = Object.values(api.getTypeMap()).filter(
  (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
);
const fields = types.flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })));

/** What stands between two texts of the page, its words in code alone. */
const codeBetween = (from: string, to: string): string[] => {
  const [, behind = ''] = page.split(from);
  return [...(behind.split(to)[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
};

describe('a list in pages', () => {
  const connections = fields.filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'));
  const named = codeBetween('read forwards alone', '\n\n').filter((word) => word.includes('.'));
  const forwards = connections.filter(({ field }) => !field.args.some(({ name }) => name === 'last'));

  it('is read both ways, or docs/clients.md says that it is not', () => {
    expect(connections.length).toBeGreaterThan(forwards.length);
    expect(named).toEqual(forwards.map(({ type, field }) => `${type.name}.${field.name}`).sort());
  });

  it('takes what its schema says', () => {
    const argOf = ({ args }: GraphQLField<unknown, unknown>, name: string) => args.find((arg) => arg.name === name);
    for (const { type, field } of connections) {
      const isForwards = forwards.some((each) => each.field === field);
      const at = `${type.name}.${field.name}`;
      expect(argOf(field, 'after'), at).toBeDefined();
      expect(argOf(field, 'before') === undefined, at).toBe(isForwards);
      expect(argOf(field, 'first')?.description?.includes('forwards alone'), at).toBe(isForwards);
    }
  });
});

describe('whatever stands in a list', () => {
  const rows = [...page.matchAll(/^\| `([A-Z]\w+)` \| ((?:`[\w.]+`(?:, )?)+) \|/gm)];
  const keyed = rows.map(([, type = '', keys = '']) => ({
    type,
    keys: [...keys.matchAll(/`([\w.]+)`/g)].map(([, key = '']) => key),
  }));
  const values = codeBetween('replaced as a whole', '\n\n');

  it('has an id, or a natural key in docs/clients.md, or is named there as a value', () => {
    const listed = fields
      .filter(({ field }) => isListType(getNullableType(field.type)))
      .map(({ field }) => getNamedType(field.type))
      .filter(isObjectType)
      .filter((type) => !/(Connection|[a-z]Edge)$/.test(type.name) || type.name === 'LineageEdge')
      .filter((type) => !('id' in type.getFields()))
      .map(({ name }) => name);
    expect([...keyed.map(({ type }) => type), ...values].sort()).toEqual([...new Set(listed)].sort());
  });

  it.each(keyed)('$type has the fields of its key', ({ type, keys }) => {
    for (const key of keys) {
      let at = api.getType(type);
      for (const name of key.split('.')) {
        const field: GraphQLField<unknown, unknown> | undefined = isObjectType(at) ? at.getFields()[name] : undefined;
        expect(field, `${type}.${key}`).toBeDefined();
        at = field && getNamedType(field.type);
      }
    }
  });
});
