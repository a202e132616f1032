import ipaddr from 'ipaddr.js';
import proxyAddr from 'proxy-addr';
import { CatalogError } from './errors.js';
import { readClaimRules } from './access/claimRules.js';

/** One option: what it is called in the environment, its default as text, what it means and how its text is read. */
export interface Option<T> {
  readonly env: string;
  /** null: nothing is set unless someone sets it. */
  readonly default: string | null;
  readonly meaning: string;
  /** The value of a text; throws what is expected instead. */
  readonly read: (text: string) => T;
  /** Its text is shown to nobody. */
  readonly secret?: true;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new Error(`a whole number from ${least} to ${most}`);
  };
}

function oneOf<const T extends string>(values: readonly T[]): (text: string) => T {
  return (text) => {
    const value = values.find((each) => each === text);
    if (value) return value;
    throw new Error(`one of ${values.join(', ')}`);
  };
}

const text = (value: string): string => value;

function postgresUrl(value: string): string {
  if (/^postgres(ql)?:\/\//.test(value) && URL.canParse(value)) return value;
  throw new Error('postgres://user:password@host:port/database: only PostgreSQL has standbys');
}

/** `https://portal.acme.com, http://localhost:3000`: each as browsers spell it. */
function origins(value: string): readonly string[] {
  const given = value.split(',').map((each) => each.trim());
  if (given.every((each) => URL.canParse(each) && new URL(each).origin === each)) return given;
  throw new Error(
    'origins with commas between them, e.g. https://portal.acme.com, without a path or a slash at the end',
  );
}

/** `catalog.acme.com, catalog.internal`: names without a port. */
function hosts(value: string): readonly string[] {
  const given = value.split(',').map((each) => each.trim());
  const isHost = (each: string): boolean =>
    /^[\w.:[\]-]+$/.test(each) && URL.canParse(`http://${each}`) && new URL(`http://${each}`).hostname === each;
  if (given.every(isHost)) return given;
  throw new Error('names of hosts with commas between them, e.g. catalog.acme.com, in small letters, without a port');
}

/** `10.0.0.4, 192.168.7.0/24` */
function proxies(value: string): readonly string[] {
  const given = value.split(',').map((each) => each.trim());
  try {
    proxyAddr.compile(given);
    return given;
  } catch {
    throw new Error('addresses and ranges with commas between them, e.g. 10.0.0.4, 192.168.7.0/24, fd00::/8');
  }
}

/** `127.0.0.1, 10.0.0.0/8` */
function ranges(value: string): readonly string[] {
  const given = value.split(',').map((each) => each.trim());
  if (given.every((each) => ipaddr.isValid(each) || ipaddr.isValidCIDR(each))) return given;
  throw new Error('addresses and ranges with commas between them, e.g. 10.0.0.0/8, fd00::/8');
}

/** Keys of 32 bytes in base64, with commas between them; the first is that which is used. */
function keyring(value: string): readonly [Buffer, ...Buffer[]] {
  const [first, ...others] = value.split(',').map((each) => Buffer.from(each.trim(), 'base64'));
  if (first?.length === 32 && others.every(({ length }) => length === 32)) return [first, ...others];
  throw new Error('32 random bytes in base64 (openssl rand -base64 32), or several such with commas between them');
}

/** What CloudEvents takes as a source. */
function uriReference(value: string): string {
  if (/^[^\s<>"{}|\\^`]+$/.test(value)) return value;
  throw new Error('a URI, e.g. https://catalog.acme.com');
}

/** `nats://one:4222,two:4222` */
function natsServers(value: string): string {
  const asUrl = (each: string): string => (each.includes('://') ? each.trim() : `nats://${each.trim()}`);
  const isServer = (each: string): boolean =>
    URL.canParse(asUrl(each)) && ['nats:', 'tls:'].includes(new URL(asUrl(each)).protocol);
  if (value.split(',').every(isServer)) return value;
  throw new Error('addresses of servers with commas between them, e.g. nats://one:4222,nats://two:4222 (or tls://)');
}

function streamName(value: string): string {
  if (/^[\w-]+$/.test(value)) return value;
  throw new Error('a name of letters, digits, "-" and "_"');
}

function ociBase(value: string): string {
  if (/^oci:\/\/[^\s/]+[^\s]*[^\s/]$/.test(value)) return value;
  throw new Error('oci://host or oci://host/path, without a slash at the end');
}

/** A registry, or a part of it, that manifests may be pulled from. */
export interface AllowedRegistry {
  /** `registry.acme.com`, `localhost:5000` */
  readonly host: string;
  /** Its repositories: those that begin with these parts; empty for all. */
  readonly path: string;
  /** Whether it is asked without TLS. */
  readonly plainHttp: boolean;
}

/** `registry.acme.com/platforms, http://registry.internal:5000` */
function allowedRegistries(value: string): readonly AllowedRegistry[] {
  return value.split(',').map((each) => {
    const [, scheme, host = '', path = ''] =
      /^(?:(http|https|oci):\/\/)?([\w.-]+(?::\d+)?|\[[\da-f:]+\](?::\d+)?)(?:\/([a-z\d._/-]*[a-z\d]))?$/i.exec(
        each.trim(),
      ) ?? [];
    if (host !== '') return { host: host.toLowerCase(), path, plainHttp: scheme === 'http' };
    throw new Error(
      'registries with commas between them, e.g. registry.acme.com, registry.acme.com/platforms, or http://registry.internal:5000 for one without TLS',
    );
  });
}

/** What may sign a token: no algorithm of a shared secret, and never `none`. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

function listOf(values: readonly string[]): (text: string) => readonly string[] {
  return (given) => {
    const list = given.split(',').map((each) => each.trim());
    if (list.every((each) => values.includes(each))) return list;
    throw new Error(`one or more of ${values.join(', ')}, with commas between them`);
  };
}

/** An address by https; by http on this machine alone. */
function secureUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return value;
  throw new Error('an address https://... (http:// on this machine alone)');
}

/** An address by https, or by http. */
function httpUrl(value: string): string {
  if (/^https?:\/\//.test(value) && URL.canParse(value)) return value;
  throw new Error('an address https://... or http://...');
}

function secret(value: string): string {
  if (value.length >= 32) return value;
  throw new Error('at least 32 characters, chosen at random');
}

/** Whether a name or address is this machine's own, reached by nobody else. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

/** Every option of the service, once; docs/configuration.md is printed from it. */
export const OPTIONS = {
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
  registry: {
    env: 'REGISTRY',
    default: null,
    meaning:
      'Where a manifest published without a ref belongs, e.g. `oci://registry.acme.com`: an enterprise manifest gets `{REGISTRY}/enterprise-platform:v{version}`, a domain manifest `{REGISTRY}/domains/{domain}-platform:v{version}`.',
    read: ociBase,
  },
  registries: {
    env: 'REGISTRIES',
    default: null,
    meaning:
      'The registries that a parent is pulled from which the catalog does not know (docs/platform.md), with commas between them: `registry.acme.com`, `registry.acme.com/platforms` for its repositories below that, `http://registry.internal:5000` for one without TLS. None: no registry is asked.',
    read: allowedRegistries,
  },
  dockerConfig: {
    env: 'DOCKER_CONFIG',
    default: null,
    meaning:
      'The folder of the config.json that `docker login` writes: what the registries of `REGISTRIES` are told of who asks. None: `.docker` of the home folder.',
    read: text,
  },
  polarisUrl: {
    env: 'POLARIS_URL',
    default: null,
    meaning:
      'The Apache Polaris that `catalogDrift` compares with (docs/platform.md): `https://polaris.acme.com`, or `http://` where it speaks no TLS. Asks for `POLARIS_CATALOG` and for who asks. None: no Polaris is asked.',
    read: httpUrl,
  },
  polarisCatalog: {
    env: 'POLARIS_CATALOG',
    default: null,
    meaning: 'Which catalog of that Polaris.',
    read: text,
  },
  polarisClientId: {
    env: 'POLARIS_CLIENT_ID',
    default: null,
    meaning: 'Who asks Polaris (OAuth 2, client credentials). To read what is there is all that it has to be allowed.',
    read: text,
  },
  polarisClientSecret: {
    env: 'POLARIS_CLIENT_SECRET',
    default: null,
    meaning: 'Its secret.',
    read: text,
    secret: true,
  },
  polarisScope: {
    env: 'POLARIS_SCOPE',
    default: null,
    meaning: 'The scope that its tokens are had for. None: `PRINCIPAL_ROLE:ALL`.',
    read: text,
  },
  polarisTokenUrl: {
    env: 'POLARIS_TOKEN_URL',
    default: null,
    meaning: 'Where its tokens are had. None: of Polaris itself.',
    read: httpUrl,
  },
  polarisToken: {
    env: 'POLARIS_TOKEN',
    default: null,
    meaning: 'Or a token that was had elsewhere, in place of `POLARIS_CLIENT_ID` and its secret.',
    read: text,
    secret: true,
  },
  forcedPublish: {
    env: 'FORCED_PUBLISH',
    default: 'allow',
    meaning:
      'Whether a breaking change may be published before its notice has ended, with a reason that is kept and shown: `allow` or `refuse`.',
    read: oneOf(['allow', 'refuse']),
  },
  auth: {
    env: 'AUTH',
    default: 'none',
    meaning:
      'How requests say who they come from: `none` (nobody is asked, and everybody may do everything), `tokens` (API tokens of the catalog) or `oidc` (those, and bearer tokens of an OpenID Connect provider).',
    read: oneOf(['none', 'tokens', 'oidc']),
  },
  authNone: {
    env: 'AUTH_NONE',
    default: 'loopback',
    meaning:
      'Where `AUTH=none` may be served: on `loopback` alone, or `anywhere`: whoever reaches the address may then publish.',
    read: oneOf(['loopback', 'anywhere']),
  },
  anonymous: {
    env: 'ANONYMOUS',
    default: 'read',
    meaning:
      'What a request that does not say who it comes from may do, where `AUTH` is not `none`: `read` or nothing (`refuse`).',
    read: oneOf(['read', 'refuse']),
  },
  readPolicy: {
    env: 'READ_POLICY',
    default: 'open',
    meaning:
      'Who sees columns and documents: whoever may read the catalog (`open`), or those alone to whom the grants of an output port give it, and its owners (`grants`, asks for `AUTH`); all else is for discovery.',
    read: oneOf(['open', 'grants']),
  },
  bootstrapToken: {
    env: 'BOOTSTRAP_TOKEN',
    default: null,
    meaning:
      'A secret of 32 characters or more with which the first API tokens are made: it may what the platform team may. Take it away afterwards.',
    read: secret,
    secret: true,
  },
  oidcIssuer: {
    env: 'OIDC_ISSUER',
    default: null,
    meaning: 'The provider, as the claim `iss` of its tokens spells it. Asked for by `AUTH=oidc`.',
    read: secureUrl,
  },
  oidcAudience: {
    env: 'OIDC_AUDIENCE',
    default: null,
    meaning: 'What the claim `aud` of a token has to name, e.g. the address of the catalog. Asked for by `AUTH=oidc`.',
    read: text,
  },
  oidcAlgorithms: {
    env: 'OIDC_ALGORITHMS',
    default: 'RS256,PS256,ES256,EdDSA',
    meaning: `What may have signed a token, of ${ALGORITHMS.join(', ')}.`,
    read: listOf(ALGORITHMS),
  },
  oidcClockSkewSeconds: {
    env: 'OIDC_CLOCK_SKEW_SECONDS',
    default: '30',
    meaning: 'How far the clock of the provider may be from that of this machine, in seconds.',
    read: integer(0, 300),
  },
  oidcJwksUrl: {
    env: 'OIDC_JWKS_URL',
    default: null,
    meaning: 'Where the keys of the provider are, where its discovery document does not say it.',
    read: secureUrl,
  },
  oidcNameClaim: {
    env: 'OIDC_NAME_CLAIM',
    default: 'email',
    meaning:
      'The claim with the name that `publishedBy`, `actor` and the audit log show; else `preferred_username`, else `sub`.',
    read: text,
  },
  oidcEmailClaim: {
    env: 'OIDC_EMAIL_CLAIM',
    default: 'email',
    meaning:
      'The claim with the address by which owners in documents are known. One that is not verified does not count.',
    read: text,
  },
  oidcDomainsClaim: {
    env: 'OIDC_DOMAINS_CLAIM',
    default: 'domains',
    meaning: 'The claim with the domains that somebody speaks for; a path as `app.domains` is followed.',
    read: text,
  },
  oidcTeamsClaim: {
    env: 'OIDC_TEAMS_CLAIM',
    default: 'groups',
    meaning: 'The claim with the teams, as documents name them (`owner.team`).',
    read: text,
  },
  oidcRolesClaim: {
    env: 'OIDC_ROLES_CLAIM',
    default: 'roles',
    meaning: 'The claim with the roles: those that grants name, and `platform`, `force`, `monitor`, `audit`.',
    read: text,
  },
  oidcMapping: {
    env: 'OIDC_MAPPING',
    default: null,
    meaning:
      'What values of claims stand for, where they are not the names of the catalog: `groups=dg-sales > domain:sales; groups=dg-data > role:platform`.',
    read: readClaimRules,
  },
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
  maxTokens: {
    env: 'MAX_TOKENS',
    default: '5000',
    meaning:
      'How many words and signs a document may have (docs/limits.md). A text in quotes is one, whatever its length.',
    read: integer(100, 1_000_000),
  },
  maxDepth: {
    env: 'MAX_DEPTH',
    default: '20',
    meaning: 'How deep the fields of a document may be nested, those of its fragments where they are spread.',
    read: integer(5, 1_000),
  },
  maxAliases: {
    env: 'MAX_ALIASES',
    default: '100',
    meaning: 'How many fields of a document may be given another name.',
    read: integer(0, 100_000),
  },
  maxDirectives: {
    env: 'MAX_DIRECTIVES',
    default: '100',
    meaning: 'How many directives (`@include`, `@skip`) a document may have.',
    read: integer(0, 100_000),
  },
  maxCost: {
    env: 'MAX_COST',
    default: '70000',
    meaning:
      'What one operation may cost at most: about the objects of its answer, where every page is full (docs/limits.md).',
    read: integer(1_000, 1_000_000_000),
  },
  maxRepresentations: {
    env: 'MAX_REPRESENTATIONS',
    default: '1000',
    meaning: 'How many objects a gateway may ask for at once (`_entities`).',
    read: integer(1, 100_000),
  },
  maxSubscriptions: {
    env: 'MAX_SUBSCRIPTIONS',
    default: '100',
    meaning: 'How many operations may run over one WebSocket at once, subscriptions among them.',
    read: integer(1, 100_000),
  },
  maxSockets: {
    env: 'MAX_SOCKETS',
    default: '1000',
    meaning:
      'How many WebSockets and event streams one address may hold open at once. All clients behind a proxy that is not among `TRUSTED_PROXIES` have its address.',
    read: integer(1, 1_000_000),
  },
  maxRunning: {
    env: 'MAX_RUNNING',
    default: '256',
    meaning:
      'How many requests of one caller are answered at once: of one principal, or of one address that does not say who asks.',
    read: integer(1, 100_000),
  },
  rateAnonymous: {
    env: 'RATE_ANONYMOUS',
    default: '2000000',
    meaning:
      'What the operations of one minute may cost together that come from one address which does not say who asks (docs/limits.md); 0 is no limit. Not held where `AUTH=none`, of this machine.',
    read: integer(0, 1_000_000_000_000),
  },
  rateKnown: {
    env: 'RATE_KNOWN',
    default: '30000000',
    meaning: 'The same of one principal that says who it is.',
    read: integer(0, 1_000_000_000_000),
  },
  rateRefused: {
    env: 'RATE_REFUSED',
    default: '100',
    meaning:
      'How many requests of one minute may come from one address with credentials that do not hold: the next are refused with 429, and those that hold are let in; 0 is no limit.',
    read: integer(0, 1_000_000_000),
  },
  queryLimitSeconds: {
    env: 'QUERY_LIMIT_SECONDS',
    default: '30',
    meaning: 'How long one query may read before it is given up; mutations are not.',
    read: integer(1, 3_600),
  },
  answersMb: {
    env: 'ANSWERS_MB',
    default: '32',
    meaning:
      'How many megabytes of answers are kept and given again while nothing has changed in the store; 0 keeps none.',
    read: integer(0, 65_536),
  },
  compileThreads: {
    env: 'COMPILE_THREADS',
    default: '2',
    meaning:
      'How many threads compile large products beside the one that answers requests; each is started when it is first needed. 0 compiles everything in the one thread.',
    read: integer(0, 64),
  },
  compileInlineKb: {
    env: 'COMPILE_INLINE_KB',
    default: '64',
    meaning: 'What has no more text than this, in kilobytes, is compiled in the thread that answers requests.',
    read: integer(0, 1_048_576),
  },
  compileMemoryMb: {
    env: 'COMPILE_MEMORY_MB',
    default: '2048',
    meaning: 'How much heap one thread that compiles may use, in megabytes; a compilation that needs more is refused.',
    read: integer(64, 65_536),
  },
  compileLimitSeconds: {
    env: 'COMPILE_LIMIT_SECONDS',
    default: '120',
    meaning: 'How long one compilation may take in such a thread before it is given up.',
    read: integer(1, 3_600),
  },
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

type Options = typeof OPTIONS;
export type Config = {
  readonly [K in keyof Options]: ReturnType<Options[K]['read']> | (Options[K]['default'] extends null ? null : never);
};

function valueOf(option: Option<unknown>, env: Readonly<Record<string, string | undefined>>): unknown {
  const given = env[option.env]?.trim() || option.default;
  if (given === null) return null;
  try {
    return option.read(given);
  } catch (error) {
    const expected = error instanceof Error ? error.message : String(error);
    const shown = option.secret ? option.env : `${option.env}="${given}"`;
    throw new CatalogError('BAD_USER_INPUT', `${shown} is not understood: expected ${expected}.`);
  }
}

/** Options that go together. Throws CatalogError BAD_USER_INPUT for what would let in everybody unasked, or nobody, for a standby of SQLite, and for observations that are forgotten while they count. */
function checked(config: Config): Config {
  const { auth, authNone, host, oidcIssuer, oidcAudience, readPolicy, databaseUrl, databaseReadUrl } = config;
  if (databaseReadUrl !== null && databaseUrl.startsWith('sqlite:'))
    throw new CatalogError(
      'BAD_USER_INPUT',
      'DATABASE_READ_URL is for PostgreSQL; SQLite has no standby: leave it out, or name a PostgreSQL database in DATABASE_URL.',
    );
  if (auth === 'none' && authNone === 'loopback' && !isLoopback(host)) {
    const message = `HOST=${host} is open to a network, and AUTH=none lets everybody publish: set AUTH (docs/authentication.md), or AUTH_NONE=anywhere.`;
    throw new CatalogError('BAD_USER_INPUT', message);
  }
  if (auth === 'oidc' && (oidcIssuer === null || oidcAudience === null))
    throw new CatalogError(
      'BAD_USER_INPUT',
      'AUTH=oidc asks for OIDC_ISSUER and OIDC_AUDIENCE (docs/authentication.md).',
    );
  if (auth === 'none' && readPolicy === 'grants')
    throw new CatalogError(
      'BAD_USER_INPUT',
      'READ_POLICY=grants asks for AUTH: who is not asked who he is, is granted nothing (docs/authentication.md).',
    );
  const { slaWindowDays, observationRetentionDays } = config;
  if (observationRetentionDays !== null && observationRetentionDays < 2 * slaWindowDays)
    throw new CatalogError(
      'BAD_USER_INPUT',
      `OBSERVATION_RETENTION_DAYS=${observationRetentionDays} would forget what availability is judged by: keep twice SLA_WINDOW_DAYS, ${2 * slaWindowDays} days, or more.`,
    );
  return config;
}

/** The configuration that an environment asks for. An empty value is none. Throws CatalogError BAD_USER_INPUT for one that is not understood. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const entries = Object.entries(OPTIONS).map(([name, option]) => [name, valueOf(option, env)]);
  return Object.freeze(checked(Object.fromEntries(entries) as Config));
}
