import type { CompiledAccess, CompiledGrant } from '../../compiler/artifact.js';
import type { MeshAccess } from '../../compiler/deployment/wanted.js';
import { allPages, PAGE_INFO } from '../catalog/allPages.js';
import type { Client } from '../catalog/Client.js';

/** A grant as the catalog answers it: its enums in capitals. */
interface AnsweredGrant {
  readonly grantee: string;
  readonly granteeKind: Uppercase<CompiledGrant['granteeKind']>;
  readonly access: Uppercase<CompiledGrant['access']>;
}

interface AnsweredNamespace {
  readonly path: string;
  readonly domain: { readonly name: string } | null;
  readonly grants: readonly AnsweredGrant[];
}

interface AnsweredProduct {
  readonly domain: { readonly name: string };
  readonly outputPorts: readonly {
    readonly table: string;
    readonly access: {
      readonly default: Uppercase<CompiledAccess['default']>;
      readonly grants: readonly AnsweredGrant[];
    };
  }[];
}

const GRANTS = 'grants { grantee granteeKind access }';
const NAMESPACES = `query Namespaces { namespaces { path domain { name } ${GRANTS} } }`;
const PORTS = `query Ports($first: Int, $after: Cursor) {
  products(first: $first, after: $after) {
    nodes { domain { name } outputPorts { table access { default ${GRANTS} } } } ${PAGE_INFO} } }`;

const lower = <T extends string>(text: T): Lowercase<T> => text.toLowerCase() as Lowercase<T>;

const grantOf = ({ grantee, granteeKind, access }: AnsweredGrant): CompiledGrant => ({
  grantee,
  granteeKind: lower(granteeKind),
  access: lower(access),
});

/** What the catalog says of who may do what with which data. Throws Failure as `Client.ask` does. */
export async function askMesh(client: Client): Promise<MeshAccess> {
  const { namespaces } = await client.ask<{ namespaces: readonly AnsweredNamespace[] }>(NAMESPACES);
  const products = await allPages<AnsweredProduct>(client, PORTS);
  return {
    namespaces: namespaces.map(({ path, domain, grants }) => ({
      path,
      domain: domain?.name ?? null,
      grants: grants.map(grantOf),
    })),
    ports: products.flatMap(({ domain, outputPorts }) =>
      outputPorts.map(({ table, access }) => ({
        table,
        domain: domain.name,
        access: { default: lower(access.default), grants: access.grants.map(grantOf) },
      })),
    ),
  };
}
