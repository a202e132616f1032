import type { Option } from '../reading/Option.js';
import { postgresUrl } from '../reading/addresses.js';
import { integer, text } from '../reading/values.js';

/** Where the catalog keeps what it knows, and where it listens. */
export const SERVING = {
  databaseUrl: {
    env: 'DATABASE_URL',
    default: 'sqlite:floe-catalog.sqlite',
    meaning:
      'The store: `sqlite:path`, `sqlite::memory:` or `postgres://user:password@host:port/database`, also with several hosts, `@one:5432,two:5432/`, of which the one that takes writes is used (docs/operations.md, when the primary fails over). It is migrated when the server starts.',
    read: text,
  },
  databaseReadUrl: {
    env: 'DATABASE_READ_URL',
    default: null,
    meaning:
      'A hot standby of the PostgreSQL of `DATABASE_URL`, which queries read: `postgres://user:password@host:port/database`. They see what was committed before them, or are read of the primary (docs/operations.md, a standby for queries). None: all is read of the primary.',
    read: postgresUrl,
    secret: true,
  },
  host: {
    env: 'HOST',
    default: '127.0.0.1',
    meaning:
      'The address to listen on. Another one than this machine’s own (127.0.0.1) asks for `AUTH`, or for `AUTH_NONE=anywhere`.',
    read: text,
  },
  portNumber: {
    env: 'PORT',
    default: '4000',
    meaning: 'The TCP port to listen on; 0 takes a free one and logs it.',
    read: integer(0, 65_535),
  },
  workers: {
    env: 'WORKERS',
    default: '1',
    meaning:
      'How many processes answer behind the one port, on PostgreSQL; on SQLite there is one. Each has its own connections to the store (10), answers that are kept and threads that compile.',
    read: integer(1, 64),
  },
} as const satisfies Record<string, Option<unknown>>;
