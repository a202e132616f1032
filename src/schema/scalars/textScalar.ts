import { GraphQLError, GraphQLScalarType, Kind, print, type ValueNode } from 'graphql';

interface TextScalar {
  readonly name: string;
  readonly description: string;
  readonly specifiedByURL?: string;
  /** The normal form of what came in, or null where it is none. */
  readonly read: (text: string) => string | null;
}

/** A scalar that is text on both sides: checked and normalised on the way in, passed through on the way out. */
export function textScalar({ read, ...config }: TextScalar): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    const result = typeof value === 'string' ? read(value) : null;
    if (result === null) throw new GraphQLError(`${JSON.stringify(value)} is no ${config.name}.`);
    return result;
  };
  return new GraphQLScalarType<string, string>({
    ...config,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : print(node)),
  });
}
