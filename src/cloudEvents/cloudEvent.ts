import { CloudEvent } from 'cloudevents';
import type { BreachOfPort, CatalogEvent } from '../entities/log/catalogEvents.js';
import type { ContractChangeRow } from '../entities/rows/contracts/ContractChangeRow.js';
import type { RunRow } from '../entities/rows/runs/RunRow.js';
import { encodeEventCursor } from '../schema/eventCursor.js';
import { encodeGlobalId } from '../schema/globalId.js';

/** An event of the log with the breach that it is about, if it is about one. */
export interface ToldEvent {
  readonly event: CatalogEvent;
  readonly breach: BreachOfPort | null;
}

/** In front of all types; a name of ours in the reverse of DNS, as the specification recommends. */
const TYPES = 'dev.floe.catalog';

/** `SLA_BREACH_OPENED` -> `dev.floe.catalog.sla_breach.opened` */
export const typeOf = (kind: CatalogEvent['kind']): string =>
  `${TYPES}.${kind.toLowerCase().replace(/_(?=[^_]*$)/, '.')}`;

/** By what people know it: a contract by its name, a product or port by its fqn, a manifest by name and version, a run by its product. */
export function subjectOf({ event, breach }: ToldEvent): string | null {
  if (breach) return breach.portFqn;
  const { subject, product } = event;
  const isNumbered = subject?.type === 'AccessRequest' || subject?.type === 'Run';
  return isNumbered ? product : (subject?.key ?? product);
}

const changeOf = (change: ContractChangeRow): object => ({
  kind: change.kind,
  severity: change.severity.toUpperCase(),
  contract: change.contractName,
  port: change.providerPort,
  provider: change.providerProduct,
  consumer: change.consumerProduct,
  path: change.path,
  before: change.before,
  after: change.after,
  message: change.message,
  effectiveAt: change.effectiveAt,
});

const breachOf = (breach: BreachOfPort, opened: boolean): object => ({
  port: breach.portFqn,
  objective: breach.objective.toUpperCase(),
  metric: breach.metric,
  target: breach.target,
  observed: breach.observed,
  openedAt: breach.openedAt,
  resolvedAt: opened ? null : breach.resolvedAt,
});

const runOf = ({ key, status, startedAt, endedAt, externalUrl }: RunRow): object => ({
  runId: key,
  status: status.toUpperCase(),
  startedAt,
  endedAt,
  externalUrl,
});

/** What an event says, by the names of the API. */
export function dataOf({ event, breach }: ToldEvent): object {
  const { seq, kind, domain, product, actor, subject, change, run } = event;
  return {
    cursor: encodeEventCursor(seq),
    kind,
    domain,
    product,
    actor,
    subject: subject && { type: subject.type, key: subject.key, id: encodeGlobalId(subject.type, subject.key) },
    change: change && changeOf(change),
    run: run && runOf(run),
    breach: breach && breachOf(breach, kind === 'SLA_BREACH_OPENED'),
  };
}

/**
 * An event as CloudEvents 1.0, structured: what webhooks and relays send. `id` is its number in the log, the same however
 * often it is sent; `sequence` is the cursor to resume from. Throws where the source is no URI reference.
 */
export function cloudEventOf(told: ToldEvent, source: string): CloudEvent<object> {
  const { seq, kind, at } = told.event;
  const subject = subjectOf(told);
  return new CloudEvent({
    specversion: '1.0',
    id: String(seq),
    source,
    type: typeOf(kind),
    ...(subject === null ? {} : { subject }),
    time: at,
    datacontenttype: 'application/json',
    sequence: encodeEventCursor(seq),
    data: dataOf(told),
  });
}
