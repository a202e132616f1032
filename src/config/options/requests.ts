import type { Option } from '../reading/Option.js';
import { origins, hosts, proxies } from '../reading/addresses.js';
import { integer, oneOf, text } from '../reading/values.js';

/** Which requests are answered: from where, with which documents. */
export const REQUESTS = {
  bodyLimitMb: {
    env: 'BODY_LIMIT_MB',
    default: '25',
    meaning: 'The largest request that is read, in megabytes, over HTTP and over WebSocket; a larger one is refused.',
    read: integer(1, 1_024),
  },
  corsOrigins: {
    env: 'CORS_ORIGINS',
    default: null,
    meaning:
      'The origins whose pages may ask, beside this server’s own, with commas between them: `https://portal.acme.com`. They get CORS headers, and may connect by WebSocket; pages of all other origins may not.',
    read: origins,
  },
  allowedHosts: {
    env: 'ALLOWED_HOSTS',
    default: null,
    meaning:
      'The names by which clients may ask this server, with commas between them, beside those of loopback: `catalog.acme.com`. None: on loopback no others, elsewhere any. Set it on loopback behind a proxy that passes `Host` on.',
    read: hosts,
  },
  trustedProxies: {
    env: 'TRUSTED_PROXIES',
    default: null,
    meaning:
      'The proxies in front of this server, by their addresses and ranges with commas between them: `10.0.0.4, 192.168.7.0/24`. From them alone `X-Forwarded-For` is read, from the right: the first address that is none of theirs is the client’s (docs/limits.md). None: the header is not read.',
    read: proxies,
  },
  trustedDocuments: {
    env: 'TRUSTED_DOCUMENTS',
    default: null,
    meaning:
      'A JSON file of documents that clients may ask for by an id: `{"<id>": "<document>"}`, or a manifest of Apollo\'s tools (docs/http.md). Read when the server starts.',
    read: text,
  },
  trustedOnly: {
    env: 'TRUSTED_DOCUMENTS_ONLY',
    default: 'false',
    meaning:
      'Whether nothing but the documents of `TRUSTED_DOCUMENTS` is answered: `true` or `false`. Leave it where a gateway, the explorer or `floe` asks this server: they make their own.',
    read: oneOf(['true', 'false']),
  },
  mcpWrites: {
    env: 'MCP_WRITES',
    default: 'off',
    meaning:
      'Whether agents have tools that write at `/mcp` (docs/mcp.md), each with a preview first: `on` or `off`. `floe mcp` reads it of its own environment.',
    read: oneOf(['on', 'off']),
  },
} as const satisfies Record<string, Option<unknown>>;
