import type { Client } from './Client.js';

interface Connection<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The fields that every paged query asks for beside its nodes. */
export const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';
const PAGE_SIZE = 500;

/**
 * All nodes of a connection, page after page. The query takes `$first` and `$after`; the connection is its one field.
 * Throws Failure as `Client.ask` does.
 */
export async function allPages<T>(
  client: Client,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<T[]> {
  const nodes: T[] = [];
  let after: string | null = null;
  for (;;) {
    const data: Record<string, Connection<T>> = await client.ask(query, { ...variables, first: PAGE_SIZE, after });
    const [connection] = Object.values(data);
    if (!connection) return nodes;
    nodes.push(...connection.nodes);
    if (!connection.pageInfo.hasNextPage) return nodes;
    after = connection.pageInfo.endCursor;
  }
}
