import { allPages, PAGE_INFO } from '../catalog/allPages.js';
import { asJson, type Setting } from '../catalog/Setting.js';
import { table } from '../terminal/table.js';

interface ListedProduct {
  readonly fqn: string;
  readonly name: string;
  readonly version: string;
  readonly domain: { readonly name: string };
  readonly ownership: { readonly team: string | null; readonly email: string | null };
  readonly outputPorts: readonly { readonly name: string }[];
}

const QUERY = `
  query Products($first: Int, $after: Cursor) {
    products(orderBy: CATALOG_ASC, first: $first, after: $after) {
      nodes { fqn name version domain { name } ownership { team email slack } outputPorts { name } }
      ${PAGE_INFO}
    }
  }`;

/** The widths that ADR-0021 prints them in. */
const COLUMNS = [
  { title: 'DOMAIN', width: 12 },
  { title: 'PRODUCT', width: 21 },
  { title: 'VERSION', width: 10 },
  { title: 'OWNER', width: 20 },
  { title: 'OUTPUT PORTS', width: 0 },
];

/** `floe products list` (ADR-0021, Data Mesh Discovery). Throws Failure as `Client.ask` does. */
export async function productsList({ client, terminal }: Setting, options: { readonly json?: boolean }): Promise<void> {
  const products = await allPages<ListedProduct>(client, QUERY);
  if (options.json) return terminal.out(asJson(products));
  const rows = products.map(({ domain, name, version, ownership, outputPorts }) => [
    ...[domain.name, name, version, ownership.team ?? ownership.email ?? ''],
    outputPorts.map((port) => port.name).join(', '),
  ]);
  terminal.out(table(COLUMNS, rows, terminal.columns));
}
