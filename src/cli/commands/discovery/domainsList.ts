import { allPages, PAGE_INFO } from '../../catalog/allPages.js';
import { mustBeDomain } from '../../catalog/notThere.js';
import { asJson, type Setting } from '../../catalog/Setting.js';
import {
  isAsked,
  ownedBy,
  ownerText,
  printList,
  type ListColumn,
  type ListedOwner,
  type ListOptions,
} from '../../report/listing.js';

interface ListedDomain {
  readonly name: string;
  readonly namespace: string;
  readonly owners: readonly ListedOwner[];
  readonly manifest: { readonly name: string; readonly version: string } | null;
  readonly products: { readonly totalCount: number };
}

const QUERY = `
  query Domains($first: Int, $after: Cursor) {
    domains(first: $first, after: $after) {
      nodes { name namespace owners { team email slack } manifest { name version } products { totalCount } }
      ${PAGE_INFO}
    }
  }`;

/** Whether a domain has a manifest of its own, or the enterprise has but registered it. */
const statusOf = ({ manifest }: ListedDomain): string => (manifest ? 'published' : 'registered');

const COLUMNS: readonly ListColumn<ListedDomain>[] = [
  { title: 'DOMAIN', width: 12, of: ({ name }) => name },
  { title: 'STATUS', width: 12, of: statusOf },
  { title: 'PRODUCTS', width: 10, of: ({ products }) => String(products.totalCount) },
  { title: 'NAMESPACE', width: 12, wide: true, of: ({ namespace }) => namespace },
  { title: 'OWNERS', width: 20, of: ({ owners }) => owners.map(ownerText).join(', ') },
  { title: 'MANIFEST', width: 0, of: ({ manifest }) => (manifest ? `${manifest.name}@${manifest.version}` : '') },
];

/** `floe domains list`: the domains in the order of their registration. */
export async function domainsList({ client, terminal }: Setting, options: ListOptions): Promise<void> {
  const { domain, owner, text, status, wide } = options;
  const words = text?.toLowerCase();
  const domains = (await allPages<ListedDomain>(client, QUERY)).filter(
    (each) =>
      isAsked(domain, each.name) &&
      ownedBy(owner, each.owners) &&
      isAsked(status, statusOf(each)) &&
      (words === undefined || each.name.toLowerCase().includes(words)),
  );
  if (domain !== undefined && domains.length === 0) await mustBeDomain(client, domain);
  if (options.json) return terminal.out(asJson(domains));
  printList(terminal, COLUMNS, domains, wide);
}
