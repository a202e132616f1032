import type { ToldEvent } from '../cloudEvents/cloudEvent.js';
import type { ChangeFilter } from '../entities/reads/contracts.js';
import type { WebhookRow } from '../entities/rows/webhooks/WebhookRow.js';
import { matchesChange } from '../subscriptions/filters.js';

const among = (list: readonly string[] | null | undefined, value: string | null): boolean =>
  list == null || (value !== null && list.includes(value));

/** The filter of the change feed, asked of an event that is no entry of it: by what it has of the same kind. */
function matchesOther(filter: ChangeFilter, { event, breach }: ToldEvent): boolean {
  if (filter.contracts != null || filter.severities != null || filter.kinds != null) return false;
  return (
    (filter.domains == null || event.domains.some((each) => filter.domains?.includes(each))) &&
    among(filter.products, event.product) &&
    among(filter.ports, breach?.portFqn ?? null) &&
    among(filter.actors, event.actor) &&
    (filter.since == null || event.at >= filter.since) &&
    (filter.until == null || event.at < filter.until)
  );
}

/** What somebody follows by his webhooks: names of domains, fqns of products and ports. */
export type Followed = ReadonlyMap<string, ReadonlySet<string>>;

/** By whom things are followed, as `isWanted` asks. */
export function followedBy(follows: readonly { readonly follower: string; readonly fqn: string }[]): Followed {
  const followed = new Map<string, Set<string>>();
  for (const { follower, fqn } of follows) followed.set(follower, (followed.get(follower) ?? new Set()).add(fqn));
  return followed;
}

/** Whether an event is about one of these. */
function isAbout(names: ReadonlySet<string>, { event, breach }: ToldEvent): boolean {
  const { change, product, domains } = event;
  const about = [product, breach?.portFqn, change?.providerPort, change?.consumerProduct, ...domains];
  return about.some((name) => name != null && names.has(name));
}

/** Whether a webhook asks for an event: by its filter, or because whoever made it follows what the event is about. */
export function isWanted(
  { events, filter, createdBy }: Pick<WebhookRow, 'events' | 'filter' | 'createdBy'>,
  told: ToldEvent,
  followed: Followed,
): boolean {
  const { kind, change } = told.event;
  if (events !== null && !events.includes(kind)) return false;
  if (filter === null) return true;
  const names = createdBy === null ? undefined : followed.get(createdBy);
  if (names && isAbout(names, told)) return true;
  return change ? matchesChange(filter, change) : matchesOther(filter, told);
}

/** What an event is about, for those of one lane are sent one after another: a contract, else a product, else what it is. */
export function laneOf({ event: { subject, product } }: ToldEvent): string {
  if (subject?.type === 'DataContract') return `contract ${subject.key}`;
  if (product !== null) return `product ${product}`;
  return subject === null ? 'catalog' : `${subject.type} ${subject.key.replace(/@.*$/, '')}`;
}
