import type { PortQuery } from './documents';

export type Port = NonNullable<PortQuery['outputPort']>;
export type PortContract = Port['contracts']['nodes'][number];

/** How it is known that a consumer reads a column: it says so, its SQL does, nobody knows (then all count), or it does not. */
export type Reading = 'DECLARED' | 'READ' | 'UNKNOWN' | 'NOT';

/** How the consumer of a contract reads a column of its port. */
export function readingOf({ name, consumer }: PortContract, column: string): Reading {
  const source = consumer.inputPorts.find(({ contract }) => contract?.name === name)?.source;
  if (source?.__typename !== 'DataProductSource' || source.columns === null) return 'UNKNOWN';
  const reads = source.columns.some((each) => each.toLowerCase() === column.toLowerCase());
  return reads ? (source.columnsOrigin ?? 'DECLARED') : 'NOT';
}

/** The JSON Schema of a port without one of its columns, as text. */
export function withoutColumn(schema: string, column: string): string {
  const parsed = JSON.parse(schema) as { properties?: Record<string, unknown>; required?: readonly string[] };
  const properties = Object.fromEntries(Object.entries(parsed.properties ?? {}).filter(([name]) => name !== column));
  const required = parsed.required?.filter((name) => name !== column);
  return JSON.stringify({ ...parsed, properties, required: required?.length ? required : undefined });
}
