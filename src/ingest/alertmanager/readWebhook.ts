import { isMapping, type Mapping } from '../../compiler/values/json.js';
import { instantOf } from '../instants.js';
import { Unreadable } from '../told.js';
import type { Sighting } from '../told.js';

/** The most alerts of one notification: Alertmanager cuts groups by `max_alerts`. */
const MOST = 1_000;

/** One alert, read: what it says of a port, or why it says nothing. */
export type ReadAlert = (Omit<Sighting, 'dataset'> & { readonly port: string }) | { readonly unread: string };

const mappingOf = (value: unknown): Mapping => (isMapping(value) ? value : {});
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** `sales.customer-360.customers`, of the labels product and port: the port may be written whole. */
function portOf({ product, port }: Mapping): string {
  const [of, name] = [textOf(product), textOf(port)];
  return of === '' || name.startsWith(`${of}.`) ? name : `${of}.${name}`;
}

const numberIn = (value: unknown): number | null => {
  const text = textOf(value).replace(/%$/, '');
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : null;
};

type Measure = Pick<Sighting, 'dataAt' | 'up' | 'metric' | 'value'>;

/** FRESHNESS: the annotation `value` is the age of the newest data in seconds; once resolved it is new as of then. */
function freshness(annotations: Mapping, firing: boolean, at: string): Measure | string {
  if (!firing) return { dataAt: at };
  const stated = instantOf(annotations['data_at']);
  if (stated !== null) return { dataAt: stated };
  const age = numberIn(annotations['value']);
  return age !== null && age >= 0
    ? { dataAt: new Date(Date.parse(at) - age * 1_000).toISOString() }
    : 'an alert on freshness has the age of the newest data, in seconds, in the annotation `value`';
}

function quality({ metric }: Mapping, annotations: Mapping, firing: boolean): Measure | string {
  if (textOf(metric) === '') return 'an alert on quality has the label `metric`, e.g. completeness';
  const value = numberIn(annotations['value']);
  if (firing && (value === null || value < 0 || value > 100))
    return 'an alert on quality has the measured share, 0 to 100, in the annotation `value`';
  return { metric: textOf(metric), value: firing ? (value ?? 0) : 100 };
}

function measured(
  objective: string,
  labels: Mapping,
  annotations: Mapping,
  firing: boolean,
  at: string,
): Measure | string {
  if (objective === 'availability') return { up: !firing };
  if (objective === 'freshness') return freshness(annotations, firing, at);
  if (objective === 'quality') return quality(labels, annotations, firing);
  return `the label \`objective\` is freshness, availability or quality, not "${objective}"`;
}

/** One alert. What it says holds from the time at which it began to fire, or at which it was resolved. */
function readAlert(alert: unknown): ReadAlert {
  const { labels, annotations, status, startsAt, endsAt, fingerprint } = mappingOf(alert);
  const of = mappingOf(labels);
  const port = portOf(of);
  const name = textOf(of['alertname']) || 'without a name';
  if (port === '') return { unread: `The alert ${name} has no label \`port\`, so nobody knows of what it tells.` };
  const firing = status === 'firing';
  if (!firing && status !== 'resolved')
    return { unread: `The alert ${name} is neither firing nor resolved, but ${JSON.stringify(status) ?? 'absent'}.` };
  const at = instantOf(firing ? startsAt : endsAt);
  if (at === null) return { unread: `The alert ${name} has no ${firing ? 'startsAt' : 'endsAt'} that is an instant.` };
  const objective = textOf(of['objective']).toLowerCase() || 'availability';
  const measure = measured(objective, of, mappingOf(annotations), firing, at);
  if (typeof measure === 'string') return { unread: `The alert ${name} of ${port} is left out: ${measure}.` };
  const id = `${textOf(fingerprint) || JSON.stringify(of)} ${objective} ${String(status)} ${at}`;
  return { port, id, objective: objective as Sighting['objective'], at, ...measure };
}

/**
 * What a notification of Prometheus Alertmanager says of ports (webhook version 4), alert by alert. Throws Unreadable where
 * it is none.
 */
export function readWebhook(body: unknown): ReadAlert[] {
  if (!isMapping(body)) throw new Unreadable("This is not Alertmanager's webhook: it must be a JSON object.");
  const { version, alerts } = body;
  if (version !== '4')
    throw new Unreadable(
      `This is not Alertmanager's webhook of version 4: version is ${JSON.stringify(version) ?? 'absent'}.`,
      'version',
    );
  if (!Array.isArray(alerts)) throw new Unreadable('alerts must be a list.', 'alerts');
  if (alerts.length > MOST)
    throw new Unreadable(
      `alerts has ${alerts.length} entries: ${MOST} are read (max_alerts of webhook_configs).`,
      'alerts',
    );
  return alerts.map(readAlert);
}
