import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

const STORED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const iso = (value: unknown): string => (value as Date).toISOString();

/** An instant. Rows hold it as the text that goes out, so that text passes through; in, any RFC 3339 becomes that text. */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'An instant: RFC 3339, UTC, milliseconds, e.g. `2026-01-15T12:00:00.000Z`. In, any offset.',
  specifiedByURL: 'https://datatracker.ietf.org/doc/html/rfc3339',
  serialize: (value) =>
    typeof value === 'string' && STORED.test(value) ? value : String(GraphQLDateTimeISO.serialize(value)),
  parseValue: (value) => iso(GraphQLDateTimeISO.parseValue(value)),
  parseLiteral: (node, variables) => iso(GraphQLDateTimeISO.parseLiteral(node, variables)),
});
