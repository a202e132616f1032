import { GraphQLError, GraphQLScalarType, Kind, print } from 'graphql';
import { parsePercentage } from '../../compiler/values/percentage.js';

function parse(value: unknown): number {
  const result = typeof value === 'number' || typeof value === 'string' ? parsePercentage(value) : null;
  if (result === null) throw new GraphQLError(`${JSON.stringify(value)} is no Percentage: 0 to 100, or "99.9%".`);
  return result;
}

export const Percentage = new GraphQLScalarType<number, number>({
  name: 'Percentage',
  description: 'A share: a number from 0 to 100. In, also as the documents write it: `"99.9%"`.',
  serialize: Number,
  parseValue: parse,
  parseLiteral: (node) => {
    if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return parse(Number(node.value));
    return parse(node.kind === Kind.STRING ? node.value : print(node));
  },
});
