import { createClient } from 'graphql-sse';

export interface Owner {
  readonly team: string | null;
  readonly email: string | null;
}

export interface Port {
  readonly fqn: string;
  readonly name: string;
  readonly description: string | null;
  readonly lifecycle: { readonly status: string } | null;
  /** As the Open Data Contract Standard. */
  readonly source: string | null;
}

export interface Product {
  readonly fqn: string;
  readonly name: string;
  readonly version: string;
  readonly description: string | null;
  readonly domain: { readonly name: string };
  readonly ownership: Owner;
  readonly lifecycle: { readonly status: string } | null;
  readonly outputPorts: readonly Port[];
  readonly inputPorts: readonly {
    readonly source: { readonly port?: { readonly fqn: string; readonly product: { readonly fqn: string } } | null };
  }[];
}

export interface Domain {
  readonly name: string;
  readonly owners: readonly Owner[];
}

/** What the feed tells of a product or a manifest. */
export interface Change {
  readonly cursor: string;
  readonly kind: string;
  readonly subject: { readonly fqn?: string } | null;
}

interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const OF_PRODUCT = `
  fqn name version description
  domain { name } ownership { team email } lifecycle { status }
  outputPorts { fqn name description lifecycle { status } source(format: ODCS) }
  inputPorts { source { ... on DataProductSource { port { fqn product { fqn } } } } }`;
const PRODUCTS = `query Products($after: Cursor) {
  page: products(first: 100, after: $after) { nodes { ${OF_PRODUCT} } pageInfo { hasNextPage endCursor } } }`;
const DOMAINS = `query Domains($after: Cursor) {
  page: domains(first: 100, after: $after) { nodes { name owners { team email } } pageInfo { hasNextPage endCursor } } }`;
const PRODUCT = `query Product($fqn: String!) { product(fqn: $fqn) { ${OF_PRODUCT} } }`;
const LAST_CURSOR = `query LastCursor { contractChanges(last: 1) { pageInfo { endCursor } } }`;
const FEED = `subscription Feed($after: Cursor) {
  catalogChanged(kinds: [PRODUCT_PUBLISHED, PRODUCT_RETIRED, MANIFEST_PUBLISHED], after: $after) {
    cursor kind subject { ... on DataProduct { fqn } } } }`;

/** The catalog understood what was asked, and does not do it: a cursor that it does not know any more, a right that is missing. */
export class Refused extends Error {}

/** The floe catalog, asked over GraphQL; its feed is followed as Server-Sent Events. */
export class Catalog {
  /** `url`: of the catalog, without a path. `token`: who asks, where the catalog wants to know. */
  constructor(
    readonly url: string,
    private readonly token?: string,
  ) {}

  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.credentials() },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data?: T; errors?: { message: string }[] };
    if (!data || errors) throw new Error(errors?.map(({ message }) => message).join('\n') ?? `HTTP ${response.status}`);
    return data;
  }

  products = (): Promise<Product[]> => this.all<Product>(PRODUCTS);
  domains = (): Promise<Domain[]> => this.all<Domain>(DOMAINS);

  /** null where it is retired, or was never there. */
  product = async (fqn: string): Promise<Product | null> =>
    (await this.ask<{ product: Product | null }>(PRODUCT, { fqn })).product;

  /** Where the feed stands now; null where nothing happened yet. */
  lastCursor = async (): Promise<string | null> =>
    (await this.ask<{ contractChanges: Page<never> }>(LAST_CURSOR)).contractChanges.pageInfo.endCursor;

  /** What happens after this place, until `signal` ends it. */
  async *changes(after: string | null, signal: AbortSignal): AsyncGenerator<Change> {
    const client = createClient({
      url: `${this.url}/graphql`,
      headers: this.credentials(),
      retryAttempts: 0, // it would ask for the first cursor again
    });
    const feed = client.iterate<{ catalogChanged: Change }>({ query: FEED, variables: { after } });
    signal.addEventListener('abort', () => void feed.return?.());
    for await (const { data, errors } of feed) {
      if (errors) throw new Refused(errors.map(({ message }) => message).join('\n'));
      if (data) yield data.catalogChanged;
    }
  }

  private credentials(): Record<string, string> {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }

  private async all<T>(query: string): Promise<T[]> {
    const found: T[] = [];
    let after: string | null = null;
    do {
      const { page }: { page: Page<T> } = await this.ask<{ page: Page<T> }>(query, { after });
      found.push(...page.nodes);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    return found;
  }
}
