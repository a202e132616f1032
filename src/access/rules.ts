import type { Scope } from './Principal.js';

/** A way to be allowed: each is tried in turn, and one is enough. */
export type Way =
  | 'anyone'
  | 'known'
  | 'platform'
  | 'domainOwner'
  | 'productOwner'
  | 'monitor'
  | 'force'
  | 'audit'
  | 'handOn'
  | 'maker'
  | 'roleHolder'
  | 'requester'
  | 'granted';

interface Rule {
  /** What the verb does, before the name of its subject: "publish". */
  readonly does: string;
  readonly ways: readonly Way[];
  /** What a token needs beside its domains; null where nothing. */
  readonly scope: Scope | null;
}

const owners = ['domainOwner', 'productOwner'] as const;

/** Who may do what: the whole of it. A verb that is not here is allowed to nobody. */
export const RULES = {
  publishEnterpriseManifest: { does: 'publish the manifest', ways: ['platform'], scope: null },
  publishDomainManifest: { does: 'publish the manifest', ways: ['platform', 'domainOwner'], scope: 'publish' },
  publishProduct: { does: 'publish', ways: owners, scope: 'publish' },
  forcePublish: { does: 'break contracts before their notice has ended with', ways: ['force'], scope: null },
  announceProduct: { does: 'announce a version of', ways: owners, scope: 'publish' },
  withdrawAnnouncement: { does: 'withdraw the announcement of', ways: owners, scope: 'publish' },
  retireProduct: { does: 'retire', ways: owners, scope: 'publish' },
  acknowledgeChange: { does: 'answer for the consumer of', ways: owners, scope: 'acknowledge' },
  recordObservations: { does: 'record observations or runs of', ways: [...owners, 'monitor'], scope: 'publish' },
  acknowledgeBreach: { does: 'acknowledge a breach of', ways: owners, scope: 'acknowledge' },
  scheduleMaintenance: { does: 'schedule maintenance of', ways: owners, scope: 'publish' },
  ingest: { does: 'tell of runs, datasets and alerts to', ways: ['known'], scope: null },
  addDatasetAlias: { does: 'say which datasets stand for', ways: [...owners, 'platform'], scope: 'publish' },
  requestAccess: { does: 'ask for access to', ways: [...owners, 'roleHolder', 'platform'], scope: 'acknowledge' },
  decideAccess: { does: 'decide on access to', ways: [...owners, 'requester'], scope: 'publish' },
  compile: { does: 'have the catalog compile', ways: ['known'], scope: null },
  createToken: { does: 'make the token', ways: ['platform', 'handOn'], scope: 'tokens' },
  revokeToken: { does: 'revoke the token', ways: ['platform', 'maker', 'domainOwner'], scope: 'tokens' },
  createWebhook: { does: 'have events sent to', ways: ['known'], scope: null },
  follow: { does: 'follow', ways: ['known'], scope: null },
  manageWebhook: { does: 'change the webhook to', ways: ['platform', 'maker'], scope: null },
  readAudit: { does: 'read the audit log of', ways: ['platform', 'audit'], scope: null },
  seeDetails: { does: 'see the columns and documents of', ways: [...owners, 'granted'], scope: null },
  readDrift: { does: 'see what is deployed beside', ways: ['platform'], scope: null },
  readDatasets: { does: 'see which datasets stand for what in', ways: ['known'], scope: null },
  read: { does: 'read', ways: ['anyone'], scope: null },
} as const satisfies Record<string, Rule>;

export type Verb = keyof typeof RULES;
