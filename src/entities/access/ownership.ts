import type { CompiledOwner } from '../../compiler/artifact.js';
import type { Reader } from '../database.js';
import { DomainRow } from '../rows/platform/DomainRow.js';
import { selectList, sql, type Sql } from '../sql.js';

/** A domain, who owns it, and the tier of the manifest that governs it. */
export interface OwnedDomain {
  readonly name: string;
  readonly owners: readonly CompiledOwner[];
  readonly scope: string | null;
}

/** The domains of these names. */
export async function ownedDomains(db: Reader, names: readonly string[]): Promise<OwnedDomain[]> {
  if (names.length === 0) return [];
  const rows = await db.all<DomainRow & { scope: string | null }>(sql`
    SELECT ${selectList(DomainRow, 'd')}, m.scope AS "scope" FROM domains d
    LEFT JOIN manifests m ON m.id = d.manifest_id WHERE d.name ${sql.in(names)}`);
  return rows.map(({ name, owners, scope }) => ({ name, owners, scope }));
}

/** Every domain with who owns it: as many as the company has. */
export async function everyOwnedDomain(db: Reader): Promise<Pick<OwnedDomain, 'name' | 'owners'>[]> {
  const rows = await db.all<{ name: string; owners: string }>(
    sql`SELECT d.name AS "name", d.owners AS "owners" FROM domains d`,
  );
  return rows.map(({ name, owners }) => ({ name, owners: JSON.parse(owners) as CompiledOwner[] }));
}

/** A product that stands, or stood, and who owns it. */
export interface OwnedProduct {
  readonly fqn: string;
  readonly ownerTeam: string | null;
  readonly ownerEmail: string | null;
}

const OWNED = sql`p.fqn AS "fqn", p.owner_team AS "ownerTeam", p.owner_email AS "ownerEmail"`;

/** The products of these fqns. */
export const ownedProducts = async (db: Reader, fqns: readonly string[]): Promise<OwnedProduct[]> =>
  fqns.length === 0 ? [] : db.all(sql`SELECT ${OWNED} FROM products p WHERE p.fqn ${sql.in(fqns)}`);

/** Those of them that are not retired. */
export const standingProducts = async (db: Reader, fqns: readonly string[]): Promise<OwnedProduct[]> =>
  fqns.length === 0
    ? []
    : db.all(sql`SELECT ${OWNED} FROM products p WHERE p.fqn ${sql.in(fqns)} AND p.retired_at IS NULL`);

/** The product that consumes under the contract of this name. */
export const consumerOfContract = (db: Reader, contract: string): Promise<OwnedProduct | undefined> =>
  db.one(sql`SELECT ${OWNED} FROM contracts k JOIN products p ON p.id = k.consumer_product_id
    WHERE k.name = ${contract}`);

/** Whose a manifest is: the domain that it is the platform of, null for one of none, and its tier. */
export interface OwnedManifest {
  readonly scope: string;
  readonly domainName: string | null;
}

const ownedManifests = (db: Reader, condition: Sql): Promise<OwnedManifest[]> =>
  db.all(sql`SELECT DISTINCT m.scope AS "scope", m.domain_name AS "domainName" FROM manifests m WHERE ${condition}`);

/** Whose the manifests are that have this name already. */
export const manifestsNamed = (db: Reader, name: string): Promise<OwnedManifest[]> =>
  ownedManifests(db, sql`m.name = ${name}`);

/** Whose the manifests are that lie in this repository of a registry, under any tag. */
export const manifestsIn = (db: Reader, repository: string): Promise<OwnedManifest[]> =>
  // ';' is the letter after ':'.
  ownedManifests(db, sql`m.ref > ${`${repository}:`} AND m.ref < ${`${repository};`}`);
