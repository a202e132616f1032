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

/** Whether a webhook asks for an event. */
export function isWanted({ events, filter }: Pick<WebhookRow, 'events' | 'filter'>, told: ToldEvent): boolean {
  const { kind, change } = told.event;
  if (events !== null && !events.includes(kind)) return false;
  if (filter === null) return true;
  return change ? matchesChange(filter, change) : matchesOther(filter, told);
}

/** What an event is about, for those of one lane are sent one after another: a contract, else a product, else what it is. */
export function laneOf({ event: { subject, product } }: ToldEvent): string {
  if (subject?.type === 'DataContract') return `contract ${subject.key}`;
  if (product !== null) return `product ${product}`;
  return subject === null ? 'catalog' : `${subject.type} ${subject.key.replace(/@.*$/, '')}`;
}
