import { ANONYMOUS, type Principal } from '../../src/access/Principal.js';
import type { Verb } from '../../src/access/rules.js';
import type { DomainFacts, ProductFacts, Subject } from '../../src/access/subjects.js';

/** One who asks in the table of docs/authorization.md: with which claims or scopes. */
export interface Member {
  readonly who: string;
  readonly with: string;
  readonly principal: Principal;
}

const person = (name: string, rights: Partial<Principal>): Principal => ({
  ...ANONYMOUS,
  kind: 'user',
  name,
  ...rights,
});
const machine = (name: string, scopes: readonly string[], domains: readonly string[]): Principal => ({
  ...ANONYMOUS,
  kind: 'token',
  name,
  scopes,
  domains,
});

export const CAST: readonly Member[] = [
  { who: 'nobody', with: 'no token', principal: ANONYMOUS },
  { who: 'Rita', with: 'the role `analyst`', principal: person('rita', { roles: ['analyst'] }) },
  { who: 'Sam', with: 'the domain `sales`', principal: person('sam', { domains: ['sales'] }) },
  {
    who: 'Fay',
    with: 'the domain `sales`, the role `force`',
    principal: person('fay', { domains: ['sales'], roles: ['force'] }),
  },
  {
    who: 'Ada',
    with: 'the address of the owner of sales.customer-360',
    principal: person('ada', { email: 'sales-analytics@acme.com' }),
  },
  { who: 'Mia', with: 'the team that owns marketing', principal: person('mia', { teams: ['marketing-data-team'] }) },
  { who: 'Pat', with: 'the role `platform`', principal: person('pat', { roles: ['platform'] }) },
  {
    who: 'sales-ci',
    with: 'a token for `sales`: publish, acknowledge, tokens',
    principal: machine('sales-ci', ['publish', 'acknowledge', 'tokens'], ['sales']),
  },
  { who: 'probe', with: 'a token: monitor', principal: machine('probe', ['monitor'], []) },
  { who: 'auditor', with: 'a token: audit', principal: machine('auditor', ['audit'], []) },
];

const domain = (name: string, ofPlatform = false): DomainFacts => ({
  domain: name,
  domainOwners: [{ team: ofPlatform ? 'platform-team' : `${name}-data-team`, email: `${name}-data-team@acme.com` }],
  ofPlatform,
});
const product = (fqn: string, team: string): ProductFacts => {
  const [name = ''] = fqn.split('.');
  return {
    ...domain(name, name === 'enterprise'),
    product: fqn,
    productOwners: [{ team, email: `${team}@acme.com` }],
  };
};

const CUSTOMER_360 = product('sales.customer-360', 'sales-analytics');
const ATTRIBUTION = product('marketing.campaign-attribution', 'marketing-analytics');
const REFERENCE = product('enterprise.reference-data', 'platform-team');

/** One thing that may be asked for; `verbs` are decided together. */
export interface Deed {
  /** The mutation or query, and the object of acme that it is about. */
  readonly verb: string;
  readonly object: string;
  readonly asks: readonly Verb[];
  readonly subject: Subject;
}

const deed = (verb: string, object: string, subject: Subject, ...asks: readonly Verb[]): Deed => ({
  verb,
  object,
  subject,
  asks,
});
const ofProduct = (verb: Verb, facts: ProductFacts): Deed =>
  deed(verb, facts.product, { kind: 'product', ...facts }, verb);
/** Asking for access to a port of sales.customer-360. */
const accessFor = (whom: string, subject: object): Deed => {
  const port = 'sales.customer-360.customers';
  return deed('requestAccess', `${port} for ${whom}`, { ...subject, name: port } as Subject, 'requestAccess');
};
/** Deciding a request that Rita made. */
const decided = (verb: string, grants: boolean): Deed => {
  const name = 'sales.customer-360.customers';
  return deed(verb, name, { kind: 'accessRequest', name, askedBy: 'rita', grants, ...CUSTOMER_360 }, 'decideAccess');
};
const token = (name: string, scopes: readonly string[], domains: readonly string[]): Subject => ({
  kind: 'token',
  name,
  scopes,
  domains: domains.map((each) => domain(each)),
  createdBy: null,
});

const HOST = 'hooks.acme.com';

export const DEEDS: readonly Deed[] = [
  deed(
    'publishManifest',
    'acme-enterprise',
    { kind: 'enterpriseManifest', name: 'acme-enterprise' },
    'publishEnterpriseManifest',
  ),
  ...['sales', 'marketing'].map((name) =>
    deed(
      'publishManifest',
      `${name}-domain`,
      { kind: 'domainManifest', name: `${name}-domain`, ...domain(name) },
      'publishDomainManifest',
    ),
  ),
  ...[CUSTOMER_360, ATTRIBUTION, REFERENCE].map((facts) => ofProduct('publishProduct', facts)),
  deed(
    'publishProduct with forceReason',
    CUSTOMER_360.product,
    { kind: 'product', ...CUSTOMER_360 },
    'publishProduct',
    'forcePublish',
  ),
  deed('publishMany', CUSTOMER_360.product, { kind: 'product', ...CUSTOMER_360 }, 'publishProduct'),
  ofProduct('announceProduct', CUSTOMER_360),
  ofProduct('withdrawAnnouncement', ATTRIBUTION),
  ofProduct('retireProduct', CUSTOMER_360),
  deed(
    'acknowledgeChange',
    'marketing-to-sales-customer-interactions',
    { kind: 'contract', name: 'marketing-to-sales-customer-interactions', ...CUSTOMER_360 },
    'acknowledgeChange',
  ),
  deed(
    'recordObservations',
    'sales.customer-360.customers',
    { kind: 'port', name: 'sales.customer-360.customers', ...CUSTOMER_360 },
    'recordObservations',
  ),
  ...(['acknowledgeBreach', 'scheduleMaintenance'] as const).map((verb) => {
    const name = 'sales.customer-360.customers';
    return deed(verb, name, { kind: 'port', name, ...CUSTOMER_360 }, verb);
  }),
  deed('recordRun', CUSTOMER_360.product, { kind: 'product', ...CUSTOMER_360 }, 'recordObservations'),
  deed('ingestDbt', CUSTOMER_360.product, { kind: 'product', ...CUSTOMER_360 }, 'recordObservations'),
  deed(
    'addDatasetAlias',
    'sales.customer-360.customers',
    { kind: 'port', name: 'sales.customer-360.customers', ...CUSTOMER_360 },
    'addDatasetAlias',
  ),
  deed('unmatchedDatasets', 'the catalog', { kind: 'catalog' }, 'readDatasets'),
  deed('catalogDrift', 'the catalog', { kind: 'catalog' }, 'readDrift'),
  deed('compileProduct', CUSTOMER_360.product, { kind: 'product', ...CUSTOMER_360 }, 'compile'),
  deed('createToken', 'publish for sales', token('publish for sales', ['publish'], ['sales']), 'createToken'),
  deed('createToken', 'platform', token('platform', ['platform'], []), 'createToken'),
  deed('revokeToken', 'publish for sales', token('publish for sales', ['publish'], ['sales']), 'revokeToken'),
  accessFor('domain:sales', { kind: 'accessFor', ...domain('sales') }),
  accessFor('product:marketing.campaign-attribution', { kind: 'accessFor', ...ATTRIBUTION }),
  accessFor('role:analyst', { kind: 'accessForRole', role: 'analyst' }),
  decided('decideAccess with grant', true),
  decided('decideAccess without grant', false),
  deed('createWebhook', HOST, { kind: 'webhook', name: HOST, createdBy: null }, 'createWebhook'),
  deed('updateWebhook', `${HOST} of Sam`, { kind: 'webhook', name: HOST, createdBy: 'sam' }, 'manageWebhook'),
  deed('follow', 'sales.customer-360', { kind: 'nothing', name: 'sales.customer-360' }, 'follow'),
  deed('auditEvents', 'the catalog', { kind: 'catalog' }, 'readAudit'),
  deed('products', 'the catalog', { kind: 'catalog' }, 'read'),
];
