import type { Actions, ReadingVerb } from '../actions.js';
import type { Reader } from '../../entities/database.js';
import type { UserError } from '../../errors.js';
import { readReferences } from '../compiling/referencesOf.js';
import type { Toolkit } from '../kit/toolkit.js';
import { hostOf } from '../webhooks/hostOf.js';
import {
  domainFacts,
  manifestsAsked,
  ofBreach,
  ofAlias,
  ofCompiled,
  ofCompiledManifest,
  ofContract,
  ofDecidedAccess,
  ofDocuments,
  ofManifest,
  ofNewToken,
  ofPorts,
  ofProduct,
  ofRequestedAccess,
  ofToken,
  ofWebhook,
  type Asked,
} from './gatherSubjects.js';

type Request<V extends keyof Actions> = Parameters<Actions[V]>[0];
type Result<V extends keyof Actions> = Awaited<ReturnType<Actions[V]>>;

/** One of the things that a verb did, each on its own. */
export interface Part {
  readonly subject: string;
  readonly userErrors: readonly UserError[];
}

/** What is decided of a verb, and what it turned out to be. */
interface Mutation<V extends keyof Actions> {
  readonly asked: (db: Reader, request: Request<V>, kit: Toolkit) => Promise<readonly Asked[]> | readonly Asked[];
  /** What it did, asked within its transaction: what was not asked before is decided now, and undone where it is denied. */
  readonly did?: (tx: Reader, result: Result<V>) => Promise<readonly Asked[]>;
  /**
   * The things that it did, or did in one of its transactions, each of which ends in its own way and has its own entry of
   * the audit log; absent where it is one thing.
   */
  readonly parts?: (result: Result<V>) => readonly Part[];
}

const domainOf = (fqn: string): string => fqn.split('.')[0] ?? '';

/** A product that was written. Its own word for its owners does not count: only those who own the domain may. */
async function written(
  tx: Reader,
  verb: 'publishProduct' | 'announceProduct',
  fqns: readonly string[],
): Promise<Asked[]> {
  const facts = await domainFacts(tx, fqns.map(domainOf));
  return facts.map(({ domain, ofPlatform }, index) => ({
    verb,
    subject: { kind: 'product', domain, ofPlatform, domainOwners: [], product: fqns[index] ?? '', productOwners: [] },
  }));
}

type WrittenManifest = Parameters<typeof manifestsAsked>[2][number] & { readonly name: string };

/** A manifest that was written, and its parent where that was pulled for it; their word for the owners of a domain does not count either. */
async function writtenManifest(
  tx: Reader,
  { manifest, pulled }: { readonly manifest: WrittenManifest | null; readonly pulled?: WrittenManifest },
): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const each of [manifest, pulled]) if (each) asked.push(...(await manifestsAsked(tx, each.name, [each])));
  return asked.map(({ verb, subject }) => ({
    verb,
    subject: subject.kind === 'domainManifest' ? { ...subject, domainOwners: [] } : subject,
  }));
}

/** Every verb that is a mutation, with what it asks. */
export const MUTATIONS: { readonly [V in Exclude<keyof Actions, ReadingVerb>]: Mutation<V> } = {
  publishManifest: { asked: ofManifest, did: writtenManifest },
  compileManifest: { asked: (_db, request) => ofCompiledManifest(request) },
  compileProduct: { asked: ofCompiled },
  analyzeMigration: {
    asked: (_db, { domain, product }) => [
      { verb: 'compile', subject: { kind: 'nothing', name: product ?? domain ?? 'it' } },
    ],
  },
  publishProduct: {
    asked: (db, request) => ofDocuments(db, 'publishProduct', [request]),
    did: (tx, { product }) => written(tx, 'publishProduct', product ? [product.fqn] : []),
  },
  publishTogether: {
    asked: async (db, { manifest, products }) => [
      ...(manifest ? await ofManifest(db, manifest) : []),
      ...(await ofDocuments(db, 'publishProduct', products)),
    ],
    did: async (tx, { manifest, pulled, products }) => [
      ...(await writtenManifest(tx, { manifest, pulled })),
      ...(await written(
        tx,
        'publishProduct',
        products.map(({ fqn }) => fqn),
      )),
    ],
  },
  publishMany: {
    asked: async (db, { manifests, products }, { beside }) => {
      await readReferences(beside, products);
      const asked: Asked[] = [];
      for (const each of manifests) asked.push(...(await ofManifest(db, each)));
      return [...asked, ...(await ofDocuments(db, 'publishProduct', products))];
    },
    did: async (tx, { results }) => {
      const made: Asked[] = [];
      for (const each of results) made.push(...(await writtenManifest(tx, each)));
      const fqns = results.flatMap(({ product }) => product?.fqn ?? []);
      return [...made, ...(await written(tx, 'publishProduct', fqns))];
    },
    parts: ({ results }) => results,
  },
  announceProduct: {
    asked: (db, request) => ofDocuments(db, 'announceProduct', [request]),
    did: (tx, { announcement, compilation }) =>
      written(tx, 'announceProduct', announcement ? [compilation.subject] : []),
  },
  withdrawAnnouncement: { asked: (db, { fqn }) => ofProduct(db, 'withdrawAnnouncement', fqn) },
  retireProduct: { asked: (db, { fqn }) => ofProduct(db, 'retireProduct', fqn) },
  acknowledgeChange: { asked: (db, { contract }) => ofContract(db, contract) },
  recordObservations: {
    asked: (db, { observations }) =>
      ofPorts(
        db,
        'recordObservations',
        observations.map(({ port }) => port),
      ),
  },
  acknowledgeBreach: { asked: (db, { breach }) => ofBreach(db, breach) },
  scheduleMaintenance: { asked: (db, { port }) => ofPorts(db, 'scheduleMaintenance', [port]) },
  recordRun: { asked: (db, { product }) => ofProduct(db, 'recordObservations', product) },
  ingestDbt: { asked: (db, { product }) => ofProduct(db, 'recordObservations', product) },
  // Of each port that events turn out to speak of it is decided when that is known (kit.denials).
  ingestLineage: { asked: () => [{ verb: 'ingest', subject: { kind: 'catalog' } }] },
  ingestAlerts: { asked: () => [{ verb: 'ingest', subject: { kind: 'catalog' } }] },
  addDatasetAlias: { asked: (db, alias) => ofAlias(db, alias) },
  createToken: { asked: ofNewToken },
  requestAccess: { asked: ofRequestedAccess },
  decideAccess: { asked: ofDecidedAccess },
  revokeToken: { asked: (db, { id }) => ofToken(db, id) },
  createWebhook: {
    asked: (_db, { url }) => [
      { verb: 'createWebhook', subject: { kind: 'webhook', name: hostOf(url), createdBy: null } },
    ],
  },
  updateWebhook: { asked: (db, { id }) => ofWebhook(db, id) },
  deleteWebhook: { asked: (db, { id }) => ofWebhook(db, id) },
  redeliver: { asked: (db, { webhook }) => ofWebhook(db, webhook) },
  follow: { asked: (_db, { fqn }) => [{ verb: 'follow', subject: { kind: 'nothing', name: fqn } }] },
  unfollow: { asked: (_db, { fqn }) => [{ verb: 'follow', subject: { kind: 'nothing', name: fqn } }] },
};
