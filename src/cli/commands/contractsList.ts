import { allPages, PAGE_INFO } from '../catalog/allPages.js';
import { mustBeDomain } from '../catalog/notThere.js';
import { asJson, type Setting } from '../catalog/Setting.js';
import { formatDuration } from '../../compiler/values/duration.js';
import { isAsked, ownedBy, printList, type ListColumn, type ListedOwner, type ListOptions } from '../report/listing.js';

interface End {
  readonly domain: { readonly name: string };
  readonly ownership: ListedOwner;
}

interface ListedContract {
  readonly name: string;
  readonly version: string;
  readonly status: string;
  readonly provider: { readonly fqn: string; readonly product: End };
  readonly consumer: End & { readonly fqn: string };
  readonly compatibility: string;
  readonly breakingChangeNotice: string | null;
}

const END = 'domain { name } ownership { team email }';
const QUERY = `
  query Contracts($first: Int, $after: Cursor, $filter: DataContractFilter) {
    contracts(first: $first, after: $after, filter: $filter) {
      nodes {
        name version status provider { fqn product { ${END} } } consumer { fqn ${END} } compatibility breakingChangeNotice
      }
      ${PAGE_INFO}
    }
  }`;

const COLUMNS: readonly ListColumn<ListedContract>[] = [
  { title: 'CONTRACT', width: 12, of: ({ name }) => name },
  { title: 'VERSION', width: 10, of: ({ version }) => version },
  { title: 'STATUS', width: 10, of: ({ status }) => status.toLowerCase() },
  { title: 'COMPATIBILITY', width: 14, wide: true, of: ({ compatibility }) => compatibility.toLowerCase() },
  {
    title: 'NOTICE',
    width: 8,
    wide: true,
    of: ({ breakingChangeNotice }) => (breakingChangeNotice === null ? '' : formatDuration(breakingChangeNotice)),
  },
  { title: 'PROVIDER', width: 20, of: ({ provider }) => provider.fqn },
  { title: 'CONSUMER', width: 0, of: ({ consumer }) => consumer.fqn },
];

/** `floe contracts list`. Throws Failure as `Client.ask` does. */
export async function contractsList({ client, terminal }: Setting, options: ListOptions): Promise<void> {
  const { domain, owner, text, status, wide } = options;
  const filter = { text, status: status === undefined ? null : [status.toUpperCase()] };
  const found = await allPages<ListedContract>(client, QUERY, { filter });
  const contracts = found.filter(({ provider, consumer }) => {
    const ends = [provider.product, consumer];
    return (
      ends.some((end) => isAsked(domain, end.domain.name)) &&
      ownedBy(
        owner,
        ends.map(({ ownership }) => ownership),
      )
    );
  });
  if (domain !== undefined && contracts.length === 0) await mustBeDomain(client, domain);
  if (options.json) return terminal.out(asJson(contracts));
  printList(terminal, COLUMNS, contracts, wide);
}
