import { allPages, PAGE_INFO } from '../catalog/allPages.js';
import { asJson, type Setting } from '../catalog/Setting.js';
import { table } from '../terminal/table.js';

interface ListedContract {
  readonly name: string;
  readonly version: string;
  readonly status: string;
  readonly provider: { readonly fqn: string };
  readonly consumer: { readonly fqn: string };
}

const QUERY = `
  query Contracts($first: Int, $after: Cursor) {
    contracts(first: $first, after: $after) {
      nodes { name version status provider { fqn } consumer { fqn } }
      ${PAGE_INFO}
    }
  }`;

const COLUMNS = [
  { title: 'CONTRACT', width: 12 },
  { title: 'VERSION', width: 10 },
  { title: 'STATUS', width: 10 },
  { title: 'PROVIDER', width: 20 },
  { title: 'CONSUMER', width: 0 },
];

/** `floe contracts list`. Throws Failure as `Client.ask` does. */
export async function contractsList(
  { client, terminal }: Setting,
  options: { readonly json?: boolean },
): Promise<void> {
  const contracts = await allPages<ListedContract>(client, QUERY);
  if (options.json) return terminal.out(asJson(contracts));
  const rows = contracts.map(({ name, version, status, provider, consumer }) => [
    ...[name, version, status.toLowerCase(), provider.fqn, consumer.fqn],
  ]);
  terminal.out(table(COLUMNS, rows, terminal.columns));
}
