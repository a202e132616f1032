import type { Reader } from '../database.js';
import type { ChildQuery, PagedQuery } from '../paging.js';
import { ContractChangeRow } from '../rows/contracts/ContractChangeRow.js';
import { ContractRow } from '../rows/contracts/ContractRow.js';
import { ContractVersionRow } from '../rows/contracts/ContractVersionRow.js';
import { selectList, sql, type Sql } from '../sql.js';
import { countersFor, isAmong, type CountedBy } from '../counters.js';
import { contains, holds, ofKinds } from './search/like.js';
import { LIVE } from './products.js';

/** Which contracts; every condition given must hold. */
export interface ContractFilter {
  /** The name of a domain, the fqn of a product or a port. */
  readonly provider?: string | null;
  /** The name of a domain, the fqn of a product. */
  readonly consumer?: string | null;
  readonly status?: readonly string[] | null;
  readonly text?: string | null;
  /** Whether a breaking change is announced for it that has not taken effect. */
  readonly announced?: boolean | null;
  readonly slaRisk?: readonly SlaRisk[] | null;
}

/** What endangers the promises of a contract: its own port's breach, or, where there is none, one upstream. */
export type SlaRisk = 'breached' | 'at_risk';

const provider = (name: string): Sql => sql`k.provider_port_id IN (
  SELECT o.id FROM output_ports o WHERE o.fqn = ${name}
  UNION SELECT o.id FROM products p JOIN output_ports o ON o.product_id = p.id WHERE p.fqn = ${name}
  UNION SELECT o.id FROM domains d JOIN products p ON p.domain_id = d.id JOIN output_ports o ON o.product_id = p.id
  WHERE d.name = ${name})`;

const consumer = (name: string): Sql => sql`k.consumer_product_id IN (
  SELECT p.id FROM products p WHERE p.fqn = ${name}
  UNION SELECT p.id FROM domains d JOIN products p ON p.domain_id = d.id WHERE d.name = ${name})`;

/**
 * One status finds its contracts by name in an index. Of several, COALESCE keeps SQLite from it: it would sort all of
 * them, and the walk by name ends with the page.
 */
function statusIs(status: readonly string[]): Sql {
  const [one = ''] = status;
  return status.length === 1 ? sql`k.status = ${one}` : sql`COALESCE(k.status, '') ${sql.in(status)}`;
}

const contractsCountedBy = ({ status }: ContractFilter): CountedBy | null =>
  status ? { facet: 'status', value: isAmong(status) } : null;

/** What search knows of a contract begins with its name: its index names those to look at. */
const named = (text: string): Sql => sql`k.name IN (
  SELECT e.key FROM search_entries e WHERE ${holds([text])} AND ${ofKinds(['contract'])})
  AND ${contains(sql.raw('LOWER(k.name)'), text)}`;

const announced = sql`k.id IN (
  SELECT x.contract_id FROM announced_contracts x JOIN announcements a ON a.id = x.announcement_id
  WHERE a.status = 'announced' AND x.ended_at IS NULL)`;

const breached = sql`(k.status <> 'retired'
  AND k.provider_port_id IN (SELECT b.port_id FROM sla_breaches b WHERE b.resolved_at IS NULL))`;

const endangered = (risks: readonly SlaRisk[], atRisk: readonly number[]): Sql => {
  const any = [
    ...(risks.includes('breached') ? [breached] : []),
    ...(risks.includes('at_risk') ? [sql`(k.id ${sql.in(atRisk)} AND NOT ${breached})`] : []),
  ];
  return any.length === 0 ? sql`1 = 0` : sql`(${sql.join(any, ' OR ')})`;
};

/** Contracts by name; `atRisk` are those (ids) that a breach upstream puts at risk, where the filter asks for them. */
export function contractsQuery(filter: ContractFilter | null, atRisk: readonly number[] = []): PagedQuery {
  return {
    select: selectList(ContractRow, 'k'),
    from: sql`contracts k`,
    where: [
      ...(filter?.provider ? [provider(filter.provider)] : []),
      ...(filter?.consumer ? [consumer(filter.consumer)] : []),
      ...(filter?.status ? [statusIs(filter.status)] : []),
      ...(filter?.text ? [named(filter.text.toLowerCase())] : []),
      ...(filter?.announced == null ? [] : [filter.announced ? announced : sql`NOT ${announced}`]),
      ...(filter?.slaRisk ? [endangered(filter.slaRisk, atRisk)] : []),
    ],
    order: [{ column: 'k.name' }],
    counters: countersFor('contracts', filter, contractsCountedBy(filter ?? {})),
  };
}

const asProvider = (products: readonly number[]): Sql => sql`
  SELECT o.product_id AS parent, k.id AS id FROM contracts k JOIN output_ports o ON o.id = k.provider_port_id
  WHERE o.product_id ${sql.in(products)}`;
const asConsumer = (products: readonly number[]): Sql => sql`
  SELECT k.consumer_product_id AS parent, k.id AS id FROM contracts k
  WHERE k.consumer_product_id ${sql.in(products)}`;

/** The contracts (ids) of these products in the given role, or in either, as they began. */
export function productContractsQuery(role: 'provider' | 'consumer' | null, products: readonly number[]): ChildQuery {
  const ends = [...(role === 'consumer' ? [] : [asProvider]), ...(role === 'provider' ? [] : [asConsumer])];
  const union = sql.join(
    ends.map((end) => end(products)),
    ' UNION ',
  );
  return {
    select: sql`x.id AS "id"`,
    from: sql`(${union}) x`,
    where: [],
    order: [{ column: 'x.id', numeric: true }],
    parent: 'x.parent',
  };
}

/** The contracts (ids) of an output port, as they began. */
export const portContractsQuery: ChildQuery = {
  select: sql`k.id AS "id"`,
  from: sql`contracts k`,
  where: [],
  order: [{ column: 'k.id', numeric: true }],
  parent: 'k.provider_port_id',
};

/** Those of them in force: whom a breach of the port hits. */
export const affectedContractsQuery: ChildQuery = { ...portContractsQuery, where: [sql`k.status <> 'retired'`] };

/** The versions of a contract, the highest first. */
export const contractVersionsQuery: ChildQuery = {
  select: selectList(ContractVersionRow, 'v'),
  from: sql`contract_versions v`,
  where: [],
  order: [{ column: 'v.version_key', descending: true }],
  parent: 'v.contract_id',
};

/** Versions of contracts, of each id and version asked for. */
export async function keptContractVersions(
  db: Reader,
  keys: readonly { readonly contractId: number; readonly version: string }[],
): Promise<ContractVersionRow[]> {
  const ids = keys.map((key) => key.contractId);
  const versions = keys.map((key) => key.version);
  return db.all<ContractVersionRow>(sql`
    SELECT ${selectList(ContractVersionRow, 'v')} FROM contract_versions v
    WHERE v.contract_id ${sql.in(ids)} AND v.version ${sql.in(versions)} ORDER BY v.id`);
}

/** Which entries of the change feed; every condition given must hold. */
export interface ChangeFilter {
  readonly domains?: readonly string[] | null;
  readonly products?: readonly string[] | null;
  readonly ports?: readonly string[] | null;
  readonly contracts?: readonly string[] | null;
  readonly severities?: readonly string[] | null;
  readonly kinds?: readonly string[] | null;
  readonly actors?: readonly string[] | null;
  /** At this instant or later, and before the other, as rows hold instants. */
  readonly since?: string | null;
  readonly until?: string | null;
  /** Which end `domains` and `products` speak of; either where absent. */
  readonly role?: 'provider' | 'consumer' | null;
}

/** One of these names stands at the end that the role names. */
function atEnd(what: 'domain' | 'product', names: readonly string[], role: ChangeFilter['role']): Sql {
  const ends = role ? [role] : (['provider', 'consumer'] as const);
  const either = ends.map((end) => sql`x.${sql.raw(`${end}_${what}`)} ${sql.in(names)}`);
  return sql`(${sql.join(either, ' OR ')})`;
}

/** By what the number of changes is kept, where that alone is asked for. */
function changesCountedBy({ kinds, severities, actors }: ChangeFilter): CountedBy | null {
  if (actors) return { facet: 'actor', value: isAmong(actors) };
  if (kinds) return { facet: 'kind', value: isAmong(kinds) };
  return severities ? { facet: 'severity', value: isAmong(severities) } : null;
}

/** The change feed, the oldest entry first. */
export function changesQuery(filter: ChangeFilter | null): ChildQuery {
  const { domains, products, ports, contracts, severities, kinds, actors, since, until, role } = filter ?? {};
  return {
    select: selectList(ContractChangeRow, 'x'),
    from: sql`contract_changes x`,
    where: [
      ...(domains ? [atEnd('domain', domains, role)] : []),
      ...(products ? [atEnd('product', products, role)] : []),
      ...(ports ? [sql`x.provider_port ${sql.in(ports)}`] : []),
      ...(contracts ? [sql`x.contract_id IN (SELECT k.id FROM contracts k WHERE k.name ${sql.in(contracts)})`] : []),
      ...(severities ? [sql`x.severity ${sql.in(severities)}`] : []),
      ...(kinds ? [sql`x.kind ${sql.in(kinds)}`] : []),
      ...(actors ? [sql`x.actor ${sql.in(actors)}`] : []),
      ...(since ? [sql`x.at >= ${since}`] : []),
      ...(until ? [sql`x.at < ${until}`] : []),
    ],
    order: [{ column: 'x.seq', numeric: true }],
    parent: 'x.contract_id',
    counters: countersFor('contract_changes', filter, changesCountedBy(filter ?? {})),
  };
}

/** A contract with the fqns of its ends, as far as a reader asked for them. */
export type ContractBetween = ContractRow & {
  readonly providerPort: string;
  readonly providerProduct: string;
  readonly consumer: string;
};

/** The contracts in force of these providers (fqns of ports or products) with these consumers, oldest first. */
export async function contractsBetween(
  db: Reader,
  providers: readonly string[],
  consumers: readonly string[],
  live = LIVE,
): Promise<ContractBetween[]> {
  return db.all<ContractBetween>(sql`
    SELECT ${selectList(ContractRow, 'k')}, o.fqn AS "providerPort", p.fqn AS "providerProduct", c.fqn AS "consumer"
    FROM contracts k JOIN output_ports o ON o.id = k.provider_port_id JOIN products p ON p.id = o.product_id
    JOIN products c ON c.id = k.consumer_product_id
    WHERE ${live} AND c.fqn ${sql.in(consumers)} AND (o.fqn ${sql.in(providers)} OR p.fqn ${sql.in(providers)})
    ORDER BY k.id`);
}

/** The contracts of these ports with these consumers (ids), ended ones too. */
export async function contractsOfPairs(
  db: Reader,
  pairs: readonly { readonly portId: number; readonly consumerId: number }[],
): Promise<ContractRow[]> {
  const ports = pairs.map((pair) => pair.portId);
  const consumers = pairs.map((pair) => pair.consumerId);
  return db.all<ContractRow>(sql`
    SELECT ${selectList(ContractRow, 'k')} FROM contracts k
    WHERE k.provider_port_id ${sql.in(ports)} AND k.consumer_product_id ${sql.in(consumers)} ORDER BY k.id`);
}

/** The contract of this name. */
export const contractByName = (db: Reader, name: string): Promise<ContractRow | undefined> =>
  db.one<ContractRow>(sql`SELECT ${selectList(ContractRow, 'k')} FROM contracts k WHERE k.name = ${name}`);
