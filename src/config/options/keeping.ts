import type { Option } from '../reading/Option.js';
import { integer } from '../reading/values.js';

/** How long what was seen and told is kept. */
export const KEEPING = {
  slaWindowDays: {
    env: 'SLA_WINDOW_DAYS',
    default: '30',
    meaning:
      'Over how many days, which roll on, availability is judged and it is said what was attained (docs/sla.md). The same for all servers on a store.',
    read: integer(1, 366),
  },
  feedRetentionDays: {
    env: 'FEED_RETENTION_DAYS',
    default: null,
    meaning:
      'How many days entries of the change feed are kept, on PostgreSQL up to a month longer (docs/subscriptions.md, what is kept). None: for ever.',
    read: integer(1, 36_500),
  },
  auditRetentionDays: {
    env: 'AUDIT_RETENTION_DAYS',
    default: null,
    meaning: 'How many days the audit log is kept, on PostgreSQL up to a month longer (docs/store.md). None: for ever.',
    read: integer(1, 36_500),
  },
  observationRetentionDays: {
    env: 'OBSERVATION_RETENTION_DAYS',
    default: null,
    meaning:
      'How many days observations of ports are kept, on PostgreSQL up to a month longer (docs/sla.md). None: for ever.',
    read: integer(60, 36_500),
  },
  slowClientSeconds: {
    env: 'SLOW_CLIENT_SECONDS',
    default: '30',
    meaning:
      'How long who follows by WebSocket or Server-Sent Events may take nothing of what is waiting for it before it is cut off, with the cursor to resume from (docs/subscriptions.md).',
    read: integer(1, 3_600),
  },
} as const satisfies Record<string, Option<unknown>>;
