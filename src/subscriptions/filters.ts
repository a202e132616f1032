import type { ChangeFilter } from '../entities/reads/contracts.js';
import type { BreachOfPort, CatalogEvent } from '../entities/log/catalogEvents.js';
import type { BreachFilter } from '../entities/reads/sla/lists.js';
import type { ContractChangeRow } from '../entities/rows/contracts/ContractChangeRow.js';

/** Whether one of the values is in the list; a list that is not given asks for nothing. */
const among = (list: readonly string[] | null | undefined, ...values: readonly string[]): boolean =>
  list == null || values.some((value) => list.includes(value));

/** What `contractChanges(filter)` asks of a row in SQL, asked of one that is here: OR inside a list, AND between them. */
export function matchesChange(filter: ChangeFilter | null | undefined, change: ContractChangeRow): boolean {
  if (!filter) return true;
  const ends = [
    ...(filter.role === 'consumer' ? [] : [{ domain: change.providerDomain, product: change.providerProduct }]),
    ...(filter.role === 'provider' ? [] : [{ domain: change.consumerDomain, product: change.consumerProduct }]),
  ];
  return (
    among(filter.domains, ...ends.map((end) => end.domain)) &&
    among(filter.products, ...ends.map((end) => end.product)) &&
    among(filter.ports, change.providerPort) &&
    among(filter.contracts, change.contractName) &&
    among(filter.severities, change.severity) &&
    among(filter.kinds, change.kind) &&
    among(filter.actors, ...(change.actor === null ? [] : [change.actor])) &&
    (filter.since == null || change.at >= filter.since) &&
    (filter.until == null || change.at < filter.until)
  );
}

/** The same for `slaBreaches(filter)`; of `open`: true asks for openings, false for resolutions. */
export function matchesBreach(filter: BreachFilter | null | undefined, breach: BreachOfPort): boolean {
  if (!filter) return true;
  return (
    (filter.open == null || filter.open === (breach.resolvedAt === null)) &&
    among(filter.domains, breach.domain) &&
    among(filter.products, breach.productFqn) &&
    among(filter.ports, breach.portFqn) &&
    among(filter.objectives, breach.objective)
  );
}

export interface EventFilter {
  readonly kinds?: readonly string[] | null;
  readonly domains?: readonly string[] | null;
}

/** Whether an event is of one of the kinds, and concerns one of the domains. */
export const matchesEvent = ({ kinds, domains }: EventFilter, event: CatalogEvent): boolean =>
  among(kinds, event.kind) && among(domains, ...event.domains);
