import { describe, expect, it } from 'vitest';
import { CAST, DEEDS, type Deed, type Member } from '../../scripts/pages/authorizationCast.js';
import { may } from '../../scripts/pages/authorization.js';
import { acmeManifest, acmeProduct } from '../support/acme.js';
import { askAs, BOOTSTRAP, createToken, tokenFor } from '../support/as.js';
import { databases } from '../support/databases.js';
import { AUDIENCE, startOidcProvider } from '../support/oidcProvider.js';
import { WEBHOOKS } from '../support/webhooks.js';
import { startTestServer, type GraphQLAnswer } from '../support/server.js';

interface Request {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

const FILES: Readonly<Record<string, string>> = {
  'acme-enterprise': 'enterprise-manifest.yaml',
  'sales-domain': 'domains/sales/domain-manifest.yaml',
  'marketing-domain': 'domains/marketing/domain-manifest.yaml',
};

/** Ids of what stands: a token, a breach, a request for access that Rita made and took back, and a webhook. */
interface Standing {
  readonly token: string;
  readonly breach: string;
  readonly accessRequest: string;
  /** Of Sam. */
  readonly webhook: string;
}

const mutation = (name: string, type: string, input: object, fields = 'userErrors { code }'): Request => ({
  query: `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`,
  variables: { input },
});

const productOf = (fqn: string): object => acmeProduct(fqn.replace('.', '/'));
let made = 0;

/** What asks a server for a deed of the table, such that nothing changes where it is allowed. */
const REQUESTS: Readonly<Record<string, (object: string, stands: Standing) => Request>> = {
  publishManifest: (object) => mutation('publishManifest', 'PublishManifestInput', acmeManifest(FILES[object] ?? '')),
  publishProduct: (object) => mutation('publishProduct', 'CompileProductInput', productOf(object)),
  'publishProduct with forceReason': (object) =>
    mutation('publishProduct', 'CompileProductInput', { ...productOf(object), forceReason: 'we must' }),
  publishMany: (object) =>
    mutation('publishMany', 'PublishManyInput', { products: [productOf(object)] }, 'results { userErrors { code } }'),
  announceProduct: (object) => mutation('announceProduct', 'AnnounceProductInput', productOf(object)),
  withdrawAnnouncement: (fqn) => mutation('withdrawAnnouncement', 'WithdrawAnnouncementInput', { fqn, reason: 'no' }),
  retireProduct: (fqn) =>
    mutation('retireProduct', 'RetireProductInput', { fqn, reason: 'no', expectedVersion: '0.0.1' }),
  acknowledgeChange: (contract) =>
    mutation('acknowledgeChange', 'AcknowledgeChangeInput', { contract, response: 'ACCEPTED' }),
  // Yet to come: refused, where it is allowed.
  recordRun: (product) =>
    mutation('recordRun', 'RecordRunInput', { product, runId: 'x', status: 'RUNNING', at: '2126-02-01T00:00:00.000Z' }),
  ingestDbt: (product) => mutation('ingestDbt', 'IngestDbtInput', { product, manifest: '{}' }),
  // Refused for its name, where it is allowed.
  addDatasetAlias: (port) => mutation('addDatasetAlias', 'AddDatasetAliasInput', { namespace: 'x', name: ' ', port }),
  unmatchedDatasets: () => ({ query: '{ unmatchedDatasets(first: 1) { edges { node { name } } } }' }),
  catalogDrift: () => ({ query: '{ catalogDrift { path } }' }),
  recordObservations: (port) =>
    mutation('recordObservations', 'RecordObservationsInput', {
      observations: [{ port, objective: 'AVAILABILITY', at: '2026-02-01T00:00:00.000Z', up: true }],
    }),
  acknowledgeBreach: (_object, { breach }) => mutation('acknowledgeBreach', 'AcknowledgeBreachInput', { breach }),
  scheduleMaintenance: (port) =>
    mutation('scheduleMaintenance', 'ScheduleMaintenanceInput', {
      port,
      from: '2126-02-01T00:00:00.000Z',
      to: '2126-02-01T01:00:00.000Z',
      reason: ' ',
    }),
  compileProduct: (object) =>
    mutation('compileProduct', 'CompileProductInput', productOf(object), 'compilation { status }'),
  createToken: (object) =>
    mutation('createToken', 'CreateTokenInput', {
      name: `made ${(made += 1)}`,
      scopes: [object === 'platform' ? 'platform' : 'publish'],
      domains: object === 'platform' ? [] : ['sales'],
    }),
  revokeToken: (_object, { token }) => mutation('revokeToken', 'RevokeTokenInput', { id: token }),
  requestAccess: (object) => {
    const [port, whom] = object.split(' for ');
    return mutation('requestAccess', 'RequestAccessInput', { port, for: whom, purpose: ' ' });
  },
  'decideAccess with grant': (_object, { accessRequest: id }) =>
    mutation('decideAccess', 'DecideAccessInput', { id, grant: true }),
  'decideAccess without grant': (_object, { accessRequest: id }) =>
    mutation('decideAccess', 'DecideAccessInput', { id, grant: false }),
  follow: (object) => mutation('follow', 'FollowInput', { fqn: object }),
  createWebhook: (object) => mutation('createWebhook', 'CreateWebhookInput', { url: `https://${object}/` }),
  updateWebhook: (_object, { webhook: id }) => mutation('updateWebhook', 'UpdateWebhookInput', { id, enabled: false }),
  auditEvents: () => ({ query: '{ auditEvents(first: 1) { nodes { verb } } }' }),
  products: () => ({ query: '{ products(first: 1) { nodes { fqn } } }' }),
};

const codesOf = ({ errors }: GraphQLAnswer): unknown[] => (errors ?? []).map(({ extensions }) => extensions['code']);

describe.each(databases)('the table of docs/authorization.md, asked of a started server on %s', (dialect) => {
  let asking: Promise<(member: Member, deed: Deed) => Promise<GraphQLAnswer>> | undefined;

  const start = async (): Promise<(member: Member, deed: Deed) => Promise<GraphQLAnswer>> => {
    const provider = await startOidcProvider({ lasting: true });
    const { url } = await startTestServer({
      dialect,
      acme: true,
      lasting: true,
      env: {
        AUTH: 'oidc',
        OIDC_ISSUER: provider.issuer,
        OIDC_AUDIENCE: AUDIENCE,
        BOOTSTRAP_TOKEN: BOOTSTRAP,
        ...WEBHOOKS,
      },
    });
    const { token } = await createToken(url, { name: 'stands', scopes: ['publish'], domains: ['sales'] });
    const tokens = new Map<string, string | null>();
    for (const { who, principal } of CAST) {
      const { kind, email, teams, roles, domains, scopes, name } = principal;
      const claims = {
        sub: name ?? '',
        email: email ?? undefined,
        groups: [...teams],
        roles: [...roles],
        domains: [...domains],
      };
      if (kind === 'anonymous') tokens.set(who, null);
      else if (kind === 'token') tokens.set(who, await tokenFor(url, who, scopes, domains));
      else tokens.set(who, await provider.sign(claims));
    }
    const asRita = async (name: string, type: string, input: object): Promise<string> => {
      const { query, variables } = mutation(name, type, input, 'request { id } userErrors { code }');
      const { data } = await askAs(url, tokens.get('Rita') ?? null, query, variables);
      return (data?.[name] as { request: { id: string } }).request.id;
    };
    const breached = async (as: string | null): Promise<string> => {
      const down = { port: 'sales.customer-360.customers', objective: 'AVAILABILITY', up: false };
      const input = { observations: [{ ...down, at: '2026-01-31T00:00:00.000Z' }] };
      const { query, variables } = mutation(
        'recordObservations',
        'RecordObservationsInput',
        input,
        'breaches { id } userErrors { code }',
      );
      const { data } = await askAs(url, as, query, variables);
      return (data?.['recordObservations'] as { breaches: { id: string }[] }).breaches[0]?.id ?? '';
    };
    const wanted = { port: 'sales.customer-360.customers', for: 'role:analyst', purpose: 'To report by segment.' };
    const accessRequest = await asRita('requestAccess', 'RequestAccessInput', wanted);
    await asRita('decideAccess', 'DecideAccessInput', { id: accessRequest, grant: false });
    const { query: making, variables } = mutation(
      'createWebhook',
      'CreateWebhookInput',
      { url: 'https://hooks.acme.com/' },
      'webhook { id } userErrors { message }',
    );
    const { data } = await askAs(url, tokens.get('Sam') ?? null, making, variables);
    const webhook = (data?.['createWebhook'] as { webhook: { id: string } }).webhook.id;
    const stands = {
      token: String(token?.['id']),
      accessRequest,
      webhook,
      breach: await breached(tokens.get('Sam') ?? null),
    };
    return (member, deed) => {
      const { query, variables } = REQUESTS[deed.verb]?.(deed.object, stands) ?? { query: '{ none }' };
      return askAs(url, tokens.get(member.who) ?? null, query, variables);
    };
  };

  it.each(DEEDS.map((deed) => [`${deed.verb} ${deed.object}`, deed] as const))('%s', async (_name, deed) => {
    const ask = await (asking ??= start());
    const answered: Record<string, unknown> = {};
    for (const member of CAST) answered[member.who] = codesOf(await ask(member, deed));
    const expected = CAST.map((member) => {
      const denied = member.principal.kind === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      return [member.who, may(member, deed) ? [] : [denied]];
    });
    expect(answered).toEqual(Object.fromEntries(expected));
  });
});
