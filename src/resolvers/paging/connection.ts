import type { Page } from '../../entities/paging.js';

/** What a connection answers of a page that was read. */
export class Answered<T extends object> {
  private readonly there: readonly T[];

  /** `nodes` are those of the page's rows; null for a row whose node is gone. */
  constructor(
    private readonly page: Page<T>,
    private readonly nodesOf: readonly (object | null)[],
  ) {
    this.there = page.rows.filter((_, index) => nodesOf[index]);
  }

  get nodes(): object[] {
    return this.nodesOf.filter((node) => node !== null);
  }

  get edges(): Edge[] {
    const { nodes } = this;
    return this.there.map((row, index) => ({ cursor: this.page.cursorOf(row), node: nodes[index] as object }));
  }

  get pageInfo(): object {
    const { hasNextPage, hasPreviousPage } = this.page;
    const [first, last] = [this.there[0], this.there.at(-1)];
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: first ? this.page.cursorOf(first) : null,
      endCursor: last ? this.page.cursorOf(last) : null,
    };
  }
}

interface Edge {
  readonly cursor: string;
  readonly node: object;
}

interface Source<T> {
  readonly page: () => Promise<Page<T>>;
  readonly count: () => Promise<number>;
  /** Rows to nodes where they differ; null for a row whose node is gone. */
  readonly present?: ((rows: readonly T[]) => Promise<readonly (object | null)[]>) | undefined;
}

/** The answer of a connection field; the page and the count are read only where a client asks for them, the page once. */
export function connection<T extends object>({ page, count, present }: Source<T>): object {
  const load = async (): Promise<Answered<T>> => {
    const loaded = await page();
    return new Answered(loaded, present ? await present(loaded.rows) : loaded.rows);
  };
  let loading: ReturnType<typeof load> | undefined;
  const once = (): ReturnType<typeof load> => (loading ??= load());
  return {
    edges: async () => (await once()).edges,
    nodes: async () => (await once()).nodes,
    pageInfo: async () => (await once()).pageInfo,
    totalCount: count,
  };
}
