import type { Option } from '../reading/Option.js';
import { ranges, natsServers } from '../reading/addresses.js';
import { integer, oneOf, text, keyring, streamName, uriReference } from '../reading/values.js';

/** Where events are sent: NATS and webhooks. */
export const EVENTS = {
  eventSource: {
    env: 'EVENT_SOURCE',
    default: 'urn:floe-catalog',
    meaning:
      'What events that are sent elsewhere name as their `source` (CloudEvents): a URI of this catalog, the same on all its servers, e.g. `https://catalog.acme.com`.',
    read: uriReference,
  },
  natsUrl: {
    env: 'NATS_URL',
    default: null,
    meaning:
      'NATS with JetStream, to which the event log is sent (docs/nats.md): `nats://user:secret@one:4222,two:4222`, or `tls://`. None: it is sent nowhere.',
    read: natsServers,
    secret: true,
  },
  natsCredentials: {
    env: 'NATS_CREDENTIALS',
    default: null,
    meaning: 'A file of credentials for NATS, as `nsc` writes it.',
    read: text,
  },
  natsStream: {
    env: 'NATS_STREAM',
    default: 'floe',
    meaning: 'The stream that the events go to, with the subjects `floe.>`. It is made where it is not there.',
    read: streamName,
  },
  webhookKeys: {
    env: 'WEBHOOK_KEY',
    default: null,
    meaning:
      'What secrets of webhooks are encrypted with: 32 random bytes in base64 (`openssl rand -base64 32`). To change it put the new one before the old, with a comma; the old may go once the log says that the secrets are sealed with the first key. Without one no webhook can be made (docs/webhooks.md).',
    read: keyring,
    secret: true,
  },
  webhookAllow: {
    env: 'WEBHOOK_ALLOW',
    default: null,
    meaning:
      'Addresses and ranges that webhooks may reach though they are not public, with commas between them: `10.20.0.0/16, fd00::/8`. None: no private address, none of this machine or its link.',
    read: ranges,
  },
  webhookHttp: {
    env: 'WEBHOOK_HTTP',
    default: 'refuse',
    meaning: 'Whether webhooks may be sent by http, without TLS: `allow` or `refuse`.',
    read: oneOf(['allow', 'refuse']),
  },
  webhookAttempts: {
    env: 'WEBHOOK_ATTEMPTS',
    default: '16',
    meaning: 'How often an event is sent to a webhook before it is given up. With 16 that is after about a day.',
    read: integer(1, 100),
  },
  webhookRetryMs: {
    env: 'WEBHOOK_RETRY_MS',
    default: '5000',
    meaning:
      'How long the first wait after an attempt that failed is, in milliseconds; each next is twice as long, up to six hours, and up to a quarter less by chance.',
    read: integer(1, 3_600_000),
  },
  webhookLimitSeconds: {
    env: 'WEBHOOK_LIMIT_SECONDS',
    default: '15',
    meaning: 'How long a receiver may take to answer, in seconds.',
    read: integer(1, 300),
  },
  webhookKeptDays: {
    env: 'WEBHOOK_KEPT_DAYS',
    default: '30',
    meaning: 'How long deliveries that have ended are kept and shown, in days.',
    read: integer(1, 3_650),
  },
} as const satisfies Record<string, Option<unknown>>;
