import { allPages, PAGE_INFO } from '../catalog/allPages.js';
import { mustBeDomain } from '../catalog/notThere.js';
import { asJson, type Setting } from '../catalog/Setting.js';
import {
  isAsked,
  ownerText,
  printList,
  type ListColumn,
  type ListedOwner,
  type ListOptions,
} from '../report/listing.js';

interface ListedProduct {
  readonly fqn: string;
  readonly name: string;
  readonly version: string;
  readonly domain: { readonly name: string };
  readonly ownership: ListedOwner;
  readonly outputPorts: readonly { readonly name: string }[];
  readonly lifecycle: { readonly status: string } | null;
  readonly pattern: string;
  readonly publishedAt: string;
}

const QUERY = `
  query Products($first: Int, $after: Cursor, $filter: DataProductFilter) {
    products(orderBy: CATALOG_ASC, first: $first, after: $after, filter: $filter) {
      nodes {
        fqn name version domain { name } ownership { team email slack } outputPorts { name }
        lifecycle { status } pattern publishedAt
      }
      ${PAGE_INFO}
    }
  }`;

/** What nobody states a lifecycle of is active (docs/lifecycle.md). */
const statusOf = ({ lifecycle }: ListedProduct): string => (lifecycle?.status ?? 'ACTIVE').toLowerCase();

/** The widths that ADR-0021 prints them in; the wide ones are ours. */
const COLUMNS: readonly ListColumn<ListedProduct>[] = [
  { title: 'DOMAIN', width: 12, of: ({ domain }) => domain.name },
  { title: 'PRODUCT', width: 21, of: ({ name }) => name },
  { title: 'VERSION', width: 10, of: ({ version }) => version },
  { title: 'OWNER', width: 20, of: ({ ownership }) => ownerText(ownership) },
  { title: 'STATUS', width: 11, wide: true, of: statusOf },
  { title: 'PATTERN', width: 11, wide: true, of: ({ pattern }) => pattern.toLowerCase() },
  { title: 'PUBLISHED', width: 25, wide: true, of: ({ publishedAt }) => publishedAt },
  { title: 'OUTPUT PORTS', width: 0, of: ({ outputPorts }) => outputPorts.map(({ name }) => name).join(', ') },
];

/** `floe products list` (ADR-0021, Data Mesh Discovery). Throws Failure as `Client.ask` does. */
export async function productsList({ client, terminal }: Setting, options: ListOptions): Promise<void> {
  const { domain, owner, text, status, wide } = options;
  const filter = { domains: domain === undefined ? null : [domain], owner, text };
  const found = await allPages<ListedProduct>(client, QUERY, { filter });
  const products = found.filter((each) => isAsked(status, statusOf(each)));
  if (domain !== undefined && products.length === 0) await mustBeDomain(client, domain);
  if (options.json) return terminal.out(asJson(products));
  printList(terminal, COLUMNS, products, wide);
}
