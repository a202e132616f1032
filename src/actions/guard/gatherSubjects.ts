import type { DomainFacts, ProductFacts, Subject } from '../../access/subjects.js';
import type { Verb } from '../../access/rules.js';
import { granteeOf } from '../../access/portAccess.js';
import { manifestIdentity } from '../../compiler/document/references.js';
import { documentOf, referencesOf } from '../compiling/referencesOf.js';
import { productOfPort } from '../../compiler/values/productOfPort.js';
import type { Reader } from '../../entities/database.js';
import { accessRequestById } from '../../entities/access/accessRequests.js';
import { tokensById } from '../../entities/access/apiTokens.js';
import { portNamed, portOfId } from '../../entities/access/soughtPorts.js';
import { breachesById } from '../../entities/writes/sla.js';
import { webhooksById } from '../../entities/webhooks/webhooks.js';
import { writtenManifests } from '../../entities/reads/manifestRefs.js';
import {
  consumerOfContract,
  manifestsIn,
  manifestsNamed,
  ownedDomains,
  ownedProducts,
  type OwnedProduct,
} from '../../entities/access/ownership.js';
import { aliasesNamed, tablePortsById } from '../../entities/datasets/reads.js';
import { plainDataset } from '../../ingest/datasets/datasetNames.js';
import type { DatasetAliasRequest } from '../ingest/addDatasetAlias.js';
import type { CreateTokenRequest } from '../createToken.js';
import type { DecideAccessRequest } from '../access/decideAccess.js';
import type { RequestAccessRequest } from '../access/requestAccess.js';
import type { ProductRequest } from '../kit/productRequest.js';
import { hostOf } from '../webhooks/hostOf.js';
import type { ManifestRequest } from '../publishManifest.js';

/** A verb and what it is about: one that is decided. */
export interface Asked {
  readonly verb: Verb;
  readonly subject: Subject;
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];
const domainOf = (fqn: string): string => fqn.split('.')[0] ?? '';

/** The domains of these names, in their order. One that is not there yet has no owners. */
export async function domainFacts(db: Reader, names: readonly string[]): Promise<DomainFacts[]> {
  const found = new Map((await ownedDomains(db, unique(names))).map((each) => [each.name, each]));
  return names.map((domain) => {
    const known = found.get(domain);
    const ofPlatform = known !== undefined && known.scope !== 'domain';
    return { domain, domainOwners: known?.owners ?? [], ofPlatform };
  });
}

const ownersOf = (product: OwnedProduct | undefined): ProductFacts['productOwners'] =>
  product ? [{ team: product.ownerTeam, email: product.ownerEmail }] : [];

/** Products by fqn. One that is not there yet has no owners; its domain may have. */
async function productFacts(db: Reader, fqns: readonly string[]): Promise<ProductFacts[]> {
  const [domains, found] = await Promise.all([domainFacts(db, fqns.map(domainOf)), ownedProducts(db, unique(fqns))]);
  const products = new Map(found.map((each) => [each.fqn, each]));
  return domains.map((facts, index) => {
    const product = fqns[index] ?? '';
    return { ...facts, product, productOwners: ownersOf(products.get(product)) };
  });
}

const NOTHING = (name: string | null): Subject => ({ kind: 'nothing', name: name ?? 'it' });

/** The fqns that documents will have, as far as their texts and the catalog tell; null where they do not. */
async function fqnsOf(db: Reader, requests: readonly ProductRequest[]): Promise<(string | null)[]> {
  const named = requests.map((request) => referencesOf(documentOf(request)));
  const manifests = await writtenManifests(db, unique(named.flatMap(({ platformRef }) => platformRef ?? [])));
  return named.map(({ name, platformRef }) => {
    const domain = platformRef === null ? null : manifests.get(platformRef)?.[0]?.domainName;
    return domain && name ? `${domain}.${name}` : null;
  });
}

/** What publishing or announcing products asks. */
export async function ofDocuments(db: Reader, verb: Verb, requests: readonly ProductRequest[]): Promise<Asked[]> {
  const fqns = await fqnsOf(db, requests);
  const known = new Map<string | null, ProductFacts>(
    (await productFacts(db, unique(fqns.flatMap((fqn) => fqn ?? [])))).map((facts) => [facts.product, facts]),
  );
  return requests.flatMap(({ file, forceReason }, index) => {
    const facts = known.get(fqns[index] ?? null);
    const subject: Subject = facts ? { kind: 'product', ...facts } : NOTHING(file);
    const forced = forceReason != null && verb === 'publishProduct';
    return [{ verb, subject }, ...(forced ? [{ verb: 'forcePublish', subject } as const] : [])];
  });
}

/** What compiling a document asks: the subject is for the audit log. */
export async function ofCompiled(db: Reader, request: ProductRequest): Promise<Asked[]> {
  const [asked] = await ofDocuments(db, 'publishProduct', [{ ...request, forceReason: null }]);
  return [{ verb: 'compile', subject: asked?.subject ?? NOTHING(request.file) }];
}

/** What a verb about a product that stands asks. */
export async function ofProduct(db: Reader, verb: Verb, fqn: string): Promise<Asked[]> {
  const [product] = await ownedProducts(db, [fqn]);
  const [facts] = product ? await productFacts(db, [fqn]) : [];
  return [{ verb, subject: facts ? { kind: 'product', ...facts } : NOTHING(fqn) }];
}

const repositoryOf = (ref: string | null | undefined): string | null =>
  ref == null ? null : (/^(oci:\/\/.+):[^:/@]+$/.exec(ref)?.[1] ?? null);

/**
 * What publishing a manifest asks: to own the domain that it says it is of, and those of all manifests that had its name
 * before or lie in the same repository: whoever takes a name, or a tag beside others, takes their place.
 */
export async function ofManifest(db: Reader, request: ManifestRequest): Promise<Asked[]> {
  const { name, scope, domain } = manifestIdentity({ path: request.file, content: request.source });
  if (name === null) return [{ verb: 'publishDomainManifest', subject: NOTHING(request.file) }];
  const repository = repositoryOf(request.ref);
  const standing = await manifestsNamed(db, name);
  const beside = repository === null ? [] : await manifestsIn(db, repository);
  const own = { scope, domainName: scope === 'domain' ? domain : null };
  return manifestsAsked(db, name, [own, ...standing, ...beside]);
}

interface Claimed {
  readonly scope: string;
  readonly domainName: string | null;
}

/** What it asks to publish manifests of these tiers and domains under one name. */
export async function manifestsAsked(db: Reader, name: string, claimed: readonly Claimed[]): Promise<Asked[]> {
  const domains = unique(claimed.flatMap(({ scope, domainName }) => (scope === 'domain' ? [domainName ?? ''] : [])));
  const facts = await domainFacts(db, domains);
  const above = claimed.some(({ scope }) => scope !== 'domain');
  return [
    ...(above ? [{ verb: 'publishEnterpriseManifest', subject: { kind: 'enterpriseManifest', name } } as const] : []),
    ...facts.map((each) => ({
      verb: 'publishDomainManifest' as const,
      subject: { kind: 'domainManifest', name, ...each } as const,
    })),
  ];
}

/** What compiling a manifest asks. */
export function ofCompiledManifest(request: ManifestRequest): Asked[] {
  const { name } = manifestIdentity({ path: request.file, content: request.source });
  return [{ verb: 'compile', subject: name === null ? NOTHING(request.file) : { kind: 'enterpriseManifest', name } }];
}

/** What answering for the consumer of a contract asks. */
export async function ofContract(db: Reader, contract: string): Promise<Asked[]> {
  const consumer = await consumerOfContract(db, contract);
  const [facts] = consumer ? await productFacts(db, [consumer.fqn]) : [];
  const subject: Subject = facts ? { kind: 'contract', name: contract, ...facts } : NOTHING(contract);
  return [{ verb: 'acknowledgeChange', subject }];
}

/** What a verb about ports that stand asks: each port once. */
export async function ofPorts(db: Reader, verb: Verb, ports: readonly string[]): Promise<Asked[]> {
  const names = unique(ports);
  const fqns = names.map(productOfPort);
  const known = new Set((await ownedProducts(db, unique(fqns))).map(({ fqn }) => fqn));
  const facts = await productFacts(db, fqns);
  return facts.map((each, index) => {
    const name = names[index] ?? '';
    const subject: Subject = known.has(each.product) ? { kind: 'port', name, ...each } : NOTHING(name);
    return { verb, subject };
  });
}

/** What acknowledging a breach asks: to own the port that missed its promise. */
export async function ofBreach(db: Reader, id: number | null): Promise<Asked[]> {
  const [breach] = id === null ? [] : await breachesById(db, [id]);
  const port = breach && (await portOfId(db, breach.portId));
  if (!port) return [{ verb: 'acknowledgeBreach', subject: NOTHING('the breach') }];
  return ofPorts(db, 'acknowledgeBreach', [port.fqn]);
}

/** What stating an alias asks: to own the port, and the one that the dataset stood for before. */
export async function ofAlias(db: Reader, alias: DatasetAliasRequest): Promise<Asked[]> {
  const { namespace, name } = plainDataset(alias);
  const before = (await aliasesNamed(db, [name])).filter((each) => each.namespace === namespace);
  const ports = await tablePortsById(
    db,
    before.map(({ portId }) => portId),
  );
  return ofPorts(db, 'addDatasetAlias', [alias.port, ...ports.map(({ fqn }) => fqn)]);
}

/** What making a token asks. */
export async function ofNewToken(db: Reader, { name, scopes, domains }: CreateTokenRequest): Promise<Asked[]> {
  const facts = await domainFacts(db, domains ?? []);
  return [{ verb: 'createToken', subject: { kind: 'token', name, scopes, domains: facts, createdBy: null } }];
}

/** What revoking a token asks. */
export async function ofToken(db: Reader, id: number | null): Promise<Asked[]> {
  const [token] = id === null ? [] : await tokensById(db, [id]);
  if (!token) return [{ verb: 'revokeToken', subject: NOTHING('the token') }];
  const { name, scopes, createdBy } = token;
  const domains = await domainFacts(db, token.domains);
  return [{ verb: 'revokeToken', subject: { kind: 'token', name, scopes, domains, createdBy } }];
}

/** What changing a webhook asks: to have made it. */
export async function ofWebhook(db: Reader, id: number | null): Promise<Asked[]> {
  const [webhook] = id === null ? [] : await webhooksById(db, [id]);
  const subject: Subject = webhook
    ? { kind: 'webhook', name: hostOf(webhook.url), createdBy: webhook.createdBy }
    : NOTHING('the webhook');
  return [{ verb: 'manageWebhook', subject }];
}

/** For whom access is asked; null where there is no such product or domain. A role is whoever has it. */
async function soughtFor(db: Reader, port: string, asked: string): Promise<Subject | null> {
  const { kind, grantee } = granteeOf(asked) ?? { kind: null, grantee: '' };
  if (kind === 'role') return { kind: 'accessForRole', name: port, role: grantee };
  const known =
    kind === 'domain'
      ? await ownedDomains(db, [grantee])
      : kind === 'product'
        ? await ownedProducts(db, [grantee])
        : [];
  if (known.length === 0) return null;
  const [facts] = kind === 'product' ? await productFacts(db, [grantee]) : await domainFacts(db, [grantee]);
  return facts ? { kind: 'accessFor', name: port, ...facts } : null;
}

/** What asking for access asks: to speak for whom it is asked. */
export async function ofRequestedAccess(db: Reader, { port, for: asked }: RequestAccessRequest): Promise<Asked[]> {
  const subject = (await portNamed(db, port)) ? await soughtFor(db, port, asked) : null;
  return [{ verb: 'requestAccess', subject: subject ?? NOTHING(port) }];
}

/** What deciding a request for access asks: to own the port, or to have asked and withdraw. */
export async function ofDecidedAccess(db: Reader, { id, grant }: DecideAccessRequest): Promise<Asked[]> {
  const request = id === null ? undefined : await accessRequestById(db, id);
  const port = request && (await portOfId(db, request.portId));
  const [facts] = port ? await productFacts(db, [port.product]) : [];
  if (!request || !port || !facts) return [{ verb: 'decideAccess', subject: NOTHING('the request') }];
  const { askedBy } = request;
  return [
    { verb: 'decideAccess', subject: { kind: 'accessRequest', name: port.fqn, askedBy, grants: grant, ...facts } },
  ];
}
