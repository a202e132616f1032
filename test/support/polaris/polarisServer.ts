import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd } from '../atEnd.js';
import { realInput } from '../inputs.js';
import { OpenApi, type Matched, type Requested } from '../OpenApi.js';

export const POLARIS_DOCUMENT = realInput('iceberg-polaris/polaris-spec/polaris-management-service.yml');
const ICEBERG_DOCUMENT = realInput('iceberg-polaris/iceberg-rest/rest-catalog-open-api.yaml');

const MANAGEMENT = '/api/management/v1';
const CATALOG = '/api/catalog';
const SEPARATOR = '\u001f';

/** A grant as the management API has it. */
export interface Grant {
  readonly type: string;
  readonly privilege: string;
  readonly namespace?: readonly string[];
  readonly tableName?: string;
}

export interface PolarisOptions {
  /** How many answers a token is good for; for ever where not given. */
  readonly tokenUses?: number;
  /** How lists are given: all at once, so many a page, or round and round, with the same token or ever new ones. */
  readonly pages?: number | 'ignored' | 'round' | 'endless';
}

/** What is done with a request in place of what is asked. */
export type Fault =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'cut'
  | 'lost'
  | 'silent';

interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

const CLIENT = { id: 'floe', secret: 'a-secret-of-floe' };

/** A Polaris with one catalog, `acme`, made from its OpenAPI documents: it keeps what it is told and refuses what they do not allow. */
export class PolarisServer {
  /** By their parts joined with the separator of Iceberg. */
  readonly namespaces = new Set<string>();
  /** `sales\u001fgold` -> its tables */
  readonly tables = new Map<string, Set<string>>();
  readonly roles = new Map<string, Grant[]>([
    ['catalog_admin', [{ type: 'catalog', privilege: 'CATALOG_MANAGE_ACCESS' }]],
  ]);
  /** Every request that reached it, with its body: `POST /api/... {...}`. */
  readonly asked: string[] = [];
  /** What the documents do not allow of what was asked; what it was answered with is 400. */
  readonly problems: string[] = [];
  tokensGiven = 0;
  /** Meddles with requests: before they are done, or (`lost`) after. */
  meddle: (line: string) => Fault | null = () => null;
  url = '';
  /** How many answers each token is still good for. */
  private readonly tokens = new Map<string, number>();

  constructor(private readonly options: PolarisOptions) {}

  /** The environment that names it, and who asks. */
  get env(): Record<string, string> {
    return {
      POLARIS_URL: this.url,
      POLARIS_CATALOG: 'acme',
      POLARIS_CLIENT_ID: CLIENT.id,
      POLARIS_CLIENT_SECRET: CLIENT.secret,
    };
  }

  /** What was written, of all that was asked. */
  get writes(): string[] {
    return this.asked.filter((line) => !line.startsWith('GET ') && !line.includes('/oauth/'));
  }

  /** Makes a table, as a pipeline does. */
  makeTable(namespace: string, name: string): void {
    const key = namespace.replaceAll('.', SEPARATOR);
    this.tables.set(key, (this.tables.get(key) ?? new Set()).add(name));
  }

  /** All that it holds, the same for the same; roles that hold nothing aside. */
  get held(): unknown {
    const roles = [...this.roles]
      .filter(([, grants]) => grants.length > 0)
      .map(([role, grants]) => [role, grants.map((each) => JSON.stringify(each)).sort()]);
    return { namespaces: [...this.namespaces].sort(), roles: roles.sort() };
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.url);
    const text = await textOf(request);
    const line = `${request.method} ${url.pathname}`;
    this.asked.push(`${line}${url.search}${text && ` ${text}`}`);
    const fault = this.meddle(line);
    if (fault === 'cut') return void response.destroy();
    if (fault === 'silent') return;
    if (fault && fault !== 'lost') return void response.writeHead(fault.status, fault.headers).end(fault.body);
    const { status, body } = this.reply(requestedOf(request, url, text), request.headers.authorization ?? '');
    if (fault === 'lost') return void response.destroy();
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? '' : JSON.stringify(body));
  }

  private reply(requested: Requested, authorization: string): Reply {
    const isManagement = requested.path.startsWith(MANAGEMENT);
    const [api, root] = isManagement
      ? [OpenApi.of(POLARIS_DOCUMENT), MANAGEMENT]
      : [OpenApi.of(ICEBERG_DOCUMENT), CATALOG];
    const matched = api.match({ ...requested, path: requested.path.slice(root.length) });
    if (!matched) return this.refused([`${requested.method} ${requested.path} is not in the document`]);
    if (matched.problems.length > 0) return this.refused(matched.problems);
    if (matched.id === 'getToken') return this.token(requested.body as Record<string, string>);
    if (!this.isKnown(authorization)) return failure(401, 'NotAuthorizedException', 'Token expired or unknown');
    if (isManagement && matched.parameters['catalogName'] !== 'acme')
      return failure(404, 'NotFoundException', 'Catalog does not exist');
    return this.operations[matched.id]?.(matched, requested) ?? this.refused([`${matched.id} is not served here`]);
  }

  private refused(problems: readonly string[]): Reply {
    this.problems.push(...problems);
    return failure(400, 'BadRequestException', problems.join('; '));
  }

  private token({ client_id: id, client_secret: secret, scope }: Record<string, string>): Reply {
    if (id !== CLIENT.id || secret !== CLIENT.secret || scope !== 'PRINCIPAL_ROLE:ALL')
      return { status: 401, body: { error: 'unauthorized_client', error_description: 'The client is not authorized' } };
    this.tokensGiven += 1;
    const token = `token-${this.tokensGiven}`;
    this.tokens.set(token, this.options.tokenUses ?? Infinity);
    const body = { access_token: token, token_type: 'bearer', expires_in: 3600 };
    return { status: 200, body };
  }

  private isKnown(authorization: string): boolean {
    const token = authorization.replace(/^Bearer /, '');
    const left = this.tokens.get(token) ?? 0;
    this.tokens.set(token, left - 1);
    return left > 0;
  }

  private page(
    all: readonly unknown[],
    { query }: Requested,
  ): { readonly items: readonly unknown[]; readonly next: string | null } {
    const { pages = 'ignored' } = this.options;
    const token = query['pageToken'];
    if (pages === 'ignored' || token === undefined) return { items: all, next: null };
    if (pages === 'round') return { items: all, next: 'again' };
    if (pages === 'endless') return { items: all, next: `again-${this.asked.length}` };
    const from = Number(token || 0);
    const next = from + pages;
    return { items: all.slice(from, next), next: next < all.length ? String(next) : null };
  }

  private readonly operations: Readonly<Record<string, (matched: Matched, requested: Requested) => Reply>> = {
    getConfig: (_, { query }) =>
      query['warehouse'] === 'acme'
        ? { status: 200, body: { defaults: {}, overrides: { prefix: 'acme' } } }
        : failure(404, 'NotFoundException', `Unable to find warehouse ${query['warehouse']}`),
    listNamespaces: (_, requested) => {
      const parent = requested.query['parent'] ?? '';
      if (parent !== '' && !this.namespaces.has(parent)) return failure(404, 'NoSuchNamespaceException', parent);
      const depth = parent === '' ? 1 : parent.split(SEPARATOR).length + 1;
      const below = [...this.namespaces]
        .filter(
          (each) => each.split(SEPARATOR).length === depth && (parent === '' || each.startsWith(parent + SEPARATOR)),
        )
        .map((each) => each.split(SEPARATOR));
      const { items, next } = this.page(below, requested);
      return { status: 200, body: { namespaces: items, 'next-page-token': next } };
    },
    createNamespace: (_, { body }) => {
      const { namespace } = body as { namespace: string[] };
      const key = namespace.join(SEPARATOR);
      if (this.namespaces.has(key)) return failure(409, 'AlreadyExistsException', `${key} exists`);
      const parent = namespace.slice(0, -1).join(SEPARATOR);
      if (parent !== '' && !this.namespaces.has(parent)) return failure(404, 'NoSuchNamespaceException', parent);
      this.namespaces.add(key);
      return { status: 200, body: { namespace, properties: {} } };
    },
    listTables: ({ parameters: { namespace = '' } }, requested) => {
      if (!this.namespaces.has(namespace)) return failure(404, 'NoSuchNamespaceException', namespace);
      const tables = [...(this.tables.get(namespace) ?? [])];
      const { items, next } = this.page(
        tables.map((name) => ({ namespace: namespace.split(SEPARATOR), name })),
        requested,
      );
      return { status: 200, body: { identifiers: items, 'next-page-token': next } };
    },
    listCatalogRoles: () => ({ status: 200, body: { roles: [...this.roles.keys()].map((name) => ({ name })) } }),
    createCatalogRole: (_, { body }) => {
      const { name } = (body as { catalogRole: { name: string } }).catalogRole;
      if (this.roles.has(name)) return failure(409, 'AlreadyExistsException', `${name} exists`);
      this.roles.set(name, []);
      return { status: 201, body: { name } };
    },
    listGrantsForCatalogRole: ({ parameters }) => {
      const grants = this.roles.get(parameters['catalogRoleName'] ?? '');
      return grants ? { status: 200, body: { grants } } : failure(404, 'NotFoundException', 'no such role');
    },
    addGrantToCatalogRole: (matched, { body }) => this.granting(matched, body, (grants, grant) => grants.push(grant)),
    revokeGrantFromCatalogRole: (matched, { body }) => this.granting(matched, body, () => undefined),
  };

  /** Takes a grant away, and what is done with it then. 404 where its role or what it is on is not there. */
  private granting({ parameters }: Matched, body: unknown, then: (grants: Grant[], grant: Grant) => void): Reply {
    const { grant } = body as { grant: Grant };
    const grants = this.roles.get(parameters['catalogRoleName'] ?? '');
    const key = grant.namespace?.join(SEPARATOR) ?? '';
    const isThere = grant.namespace === undefined || this.namespaces.has(key);
    const hasTable = grant.tableName === undefined || this.tables.get(key)?.has(grant.tableName);
    if (!grants || !isThere || !hasTable) return failure(404, 'NotFoundException', 'no such role, namespace or table');
    const index = grants.findIndex((each) => isSame(each, grant));
    if (index >= 0) grants.splice(index, 1);
    then(grants, sorted(grant));
    return { status: 201 };
  }
}

const sorted = (grant: Grant): Grant => Object.fromEntries(Object.entries(grant).sort()) as unknown as Grant;

const isSame = (a: Grant, b: Grant): boolean =>
  a.privilege === b.privilege &&
  a.type === b.type &&
  a.tableName === b.tableName &&
  a.namespace?.join(SEPARATOR) === b.namespace?.join(SEPARATOR);

const failure = (code: number, type: string, message: string): Reply => ({
  status: code,
  body: { error: { message, type, code } },
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
  return text;
}

function requestedOf({ method = 'GET', headers }: IncomingMessage, url: URL, text: string): Requested {
  const type = headers['content-type']?.split(';')[0] ?? null;
  const isForm = type === 'application/x-www-form-urlencoded';
  const body: unknown = text === '' ? null : isForm ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text);
  return { method, path: url.pathname, query: Object.fromEntries(url.searchParams), type, body };
}

/** Starts one on loopback, with what ends it. */
export async function listenPolaris(
  options: PolarisOptions,
): Promise<{ readonly polaris: PolarisServer; readonly close: () => void }> {
  const polaris = new PolarisServer(options);
  const server = createServer((request, response) => {
    polaris.answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  polaris.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { polaris, close };
}

/** Starts one on loopback; it ends with the test. */
export async function startPolaris(options: PolarisOptions = {}): Promise<PolarisServer> {
  const { polaris, close } = await listenPolaris(options);
  atEnd(close);
  return polaris;
}
