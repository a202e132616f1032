import * as z from 'zod';
import { allPages } from './pages.js';
import type { PolarisClient } from './PolarisClient.js';
import { joined, type Securable } from './securable.js';

/** How many of a list are asked for at once, where a server knows pages. */
const PAGE_SIZE = '1000';

const CONFIG = z.object({
  defaults: z.record(z.string(), z.string()).nullish(),
  overrides: z.record(z.string(), z.string()).nullish(),
});
const NAMESPACES = z.object({
  namespaces: z.array(z.array(z.string())).nullish(),
  'next-page-token': z.string().nullish(),
});
const TABLES = z.object({
  identifiers: z.array(z.object({ name: z.string() })).nullish(),
  'next-page-token': z.string().nullish(),
});
const ROLES = z.object({ roles: z.array(z.object({ name: z.string() })) });
const GRANTS = z.object({
  grants: z.array(
    z.object({
      type: z.string(),
      privilege: z.string().optional(),
      namespace: z.array(z.string()).optional(),
      tableName: z.string().optional(),
      viewName: z.string().optional(),
      policyName: z.string().optional(),
    }),
  ),
});

/** A privilege that a role holds on something. */
export interface HeldGrant extends Securable {
  readonly privilege: string;
}

/** What grants are known on; of a later Polaris there may be others, which are none of ours. */
const TYPES: readonly Securable['type'][] = ['catalog', 'namespace', 'table', 'view', 'policy'];

/** A part of a path in an address. */
const part = (text: string): string => encodeURIComponent(text);

/** Where namespaces of a catalog are asked for; the prefix is what its configuration says. */
export const namespacesPath = (prefix: string): string =>
  `/api/catalog/v1/${prefix.split('/').map(part).join('/')}/namespaces`;
export const rolesPath = (catalog: string): string => `/api/management/v1/catalogs/${part(catalog)}/catalog-roles`;
export const grantsPath = (catalog: string, role: string): string => `${rolesPath(catalog)}/${part(role)}/grants`;

/** What stands in the addresses of this catalog (Iceberg REST, getConfig). Throws SystemError NOT_FOUND where there is none. */
export async function prefixOf(client: PolarisClient): Promise<string> {
  const { catalog } = client.settings;
  const config = await client.read(CONFIG, { path: '/api/catalog/v1/config', query: { warehouse: catalog } });
  return config?.overrides?.['prefix'] ?? config?.defaults?.['prefix'] ?? catalog;
}

/** The namespaces right below one, or the roots; none where that one is not there. */
export function namespacesIn(
  client: PolarisClient,
  prefix: string,
  parent: readonly string[],
): Promise<(readonly string[])[]> {
  const path = namespacesPath(prefix);
  const below: Record<string, string> = parent.length > 0 ? { parent: joined(parent) } : {};
  return allPages(`polaris namespaces in ${parent.join('.') || 'the catalog'}`, async (pageToken) => {
    const query = { ...below, pageToken, pageSize: PAGE_SIZE };
    const page = await client.read(NAMESPACES, { path, query, also: parent.length > 0 ? [404] : [] });
    return { items: page?.namespaces ?? [], next: page?.['next-page-token'] };
  });
}

/** The names of the tables of a namespace. */
export function tablesIn(client: PolarisClient, prefix: string, namespace: readonly string[]): Promise<string[]> {
  const path = `${namespacesPath(prefix)}/${part(joined(namespace))}/tables`;
  return allPages(`polaris tables in ${namespace.join('.')}`, async (pageToken) => {
    const page = await client.read(TABLES, { path, query: { pageToken, pageSize: PAGE_SIZE }, also: [404] });
    return { items: page?.identifiers?.map(({ name }) => name) ?? [], next: page?.['next-page-token'] };
  });
}

/** The catalog roles, by their names. */
export async function rolesIn(client: PolarisClient): Promise<string[]> {
  const answer = await client.read(ROLES, { path: rolesPath(client.settings.catalog) });
  return answer?.roles.map(({ name }) => name) ?? [];
}

/** What a catalog role holds; nothing where it is not there. */
export async function grantsOf(client: PolarisClient, role: string): Promise<HeldGrant[]> {
  const answer = await client.read(GRANTS, { path: grantsPath(client.settings.catalog, role), also: [404] });
  return (answer?.grants ?? []).flatMap((grant) => {
    const { privilege, namespace = [], tableName, viewName, policyName } = grant;
    const type = TYPES.find((each) => each === grant.type);
    if (!type || privilege === undefined) return [];
    return [{ type, privilege, namespace, name: tableName ?? viewName ?? policyName ?? null }];
  });
}
