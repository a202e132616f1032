import type { Page } from '../../entities/paging.js';

interface Source<T> {
  readonly page: () => Promise<Page<T>>;
  readonly count: () => Promise<number>;
  /** Rows to nodes where they differ; null for a row whose node is gone. */
  readonly present?: (rows: readonly T[]) => Promise<readonly (object | null)[]>;
}

interface Entry {
  readonly cursor: string;
  readonly node: object;
}

/** The answer of a connection field; the page and the count are read only where a client asks for them, the page once. */
export function connection<T extends object>({ page, count, present }: Source<T>): object {
  const load = async (): Promise<{ page: Page<T>; edges: Entry[] }> => {
    const loaded = await page();
    const nodes = present ? await present(loaded.rows) : loaded.rows;
    const edges = loaded.rows.flatMap((row, index) => {
      const node = nodes[index];
      return node ? [{ cursor: loaded.cursorOf(row), node }] : [];
    });
    return { page: loaded, edges };
  };
  let loading: ReturnType<typeof load> | undefined;
  const once = (): ReturnType<typeof load> => (loading ??= load());
  return {
    edges: async () => (await once()).edges,
    nodes: async () => (await once()).edges.map((edge) => edge.node),
    pageInfo: async () => {
      const { page: loaded, edges } = await once();
      const { hasNextPage, hasPreviousPage } = loaded;
      return {
        hasNextPage,
        hasPreviousPage,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      };
    },
    totalCount: count,
  };
}
