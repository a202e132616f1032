import { tablePortsNamed } from '../../entities/datasets/reads.js';
import { lockEventLog } from '../../entities/writes/events.js';
import { readWebhook } from '../../ingest/alertmanager/readWebhook.js';
import type { Toolkit } from '../kit/toolkit.js';
import { keepIncoming, type Outcome } from './keepIncoming.js';

export interface AlertsRequest {
  /** The body of a notification of Alertmanager, as a JSON value. */
  readonly notification: unknown;
}

export interface IngestedAlerts {
  /** What became of each alert, in their order. */
  readonly outcomes: readonly Outcome[];
}

/**
 * Takes a notification of Prometheus Alertmanager: each alert says of the port that its labels name that an objective is
 * missed, or met again. Each alert stands or fails by itself. Throws Unreadable where it is no notification.
 */
export async function ingestAlerts(kit: Toolkit, { notification }: AlertsRequest): Promise<IngestedAlerts> {
  const alerts = readWebhook(notification);
  return kit.db.transaction(async (tx) => {
    await lockEventLog(tx);
    const named = alerts.flatMap((each) => ('port' in each ? [each.port] : []));
    const ports = new Map((await tablePortsNamed(tx, [...new Set(named)])).map((port) => [port.fqn, port]));
    const known = alerts.flatMap((each) => ('port' in each && ports.has(each.port) ? [each] : []));
    const { outcomes } = await keepIncoming(
      kit,
      tx,
      known.map(({ port, ...seen }) => ({
        sightings: [{ ...seen, dataset: port }],
        edges: [],
        portsOf: (fqn: string) => [ports.get(fqn)].flatMap((found) => found ?? []),
      })),
      'alertmanager',
    );
    const kept = [...outcomes];
    return {
      outcomes: alerts.map((each): Outcome => {
        if ('unread' in each) return { code: 'BAD_USER_INPUT', refused: each.unread };
        if (ports.has(each.port)) return kept.shift() as Outcome;
        return { code: 'BAD_USER_INPUT', refused: `There is no output port ${each.port}.` };
      }),
    };
  });
}
