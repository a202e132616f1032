import type { Option } from '../reading/Option.js';
import { integer, oneOf, secret } from '../reading/values.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** How the process ends, and what it tells of itself. */
export const OPERATING = {
  shutdownGraceSeconds: {
    env: 'SHUTDOWN_GRACE_SECONDS',
    default: '10',
    meaning: 'How long running requests may take to finish after SIGTERM or SIGINT before they are cut off.',
    read: integer(0, 3_600),
  },
  metrics: {
    env: 'METRICS',
    default: 'on',
    meaning:
      'Whether the server counts what it does and tells it at `/metrics` (docs/telemetry.md), to scrapers of this machine and to whoever brings `METRICS_TOKEN`: `on` or `off`.',
    read: oneOf(['on', 'off']),
  },
  metricsToken: {
    env: 'METRICS_TOKEN',
    default: null,
    meaning:
      'A secret of 32 characters or more with which other machines may scrape `/metrics`: `Authorization: Bearer` and the secret. None: this machine alone may.',
    read: secret,
    secret: true,
  },
  metricsPorts: {
    env: 'METRICS_PORTS',
    default: '200',
    meaning:
      'How many output ports have lines of their own in `/metrics`, those whose breaches were opened last; how many are left out is told.',
    read: integer(0, 10_000),
  },
  logLevel: {
    env: 'LOG_LEVEL',
    default: 'info',
    meaning: `How much is logged: ${LOG_LEVELS.join(', ')}. Lines are JSON; on a terminal they are written for people.`,
    read: oneOf(LOG_LEVELS),
  },
} as const satisfies Record<string, Option<unknown>>;
