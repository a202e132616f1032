import type { Actions } from '../actions.js';
import type { Reader } from '../../entities/database.js';
import {
  domainFacts,
  manifestsAsked,
  ofCompiled,
  ofCompiledManifest,
  ofContract,
  ofDocument,
  ofManifest,
  ofNewToken,
  ofPorts,
  ofProduct,
  ofToken,
  type Asked,
} from './gatherSubjects.js';

type Request<V extends keyof Actions> = Parameters<Actions[V]>[0];
type Result<V extends keyof Actions> = Awaited<ReturnType<Actions[V]>>;

/** What is decided of a verb, and what it turned out to be. */
interface Mutation<V extends keyof Actions> {
  readonly asked: (db: Reader, request: Request<V>) => Promise<readonly Asked[]> | readonly Asked[];
  /** What it did, asked within its transaction: what was not asked before is decided now, and undone where it is denied. */
  readonly did?: (tx: Reader, result: Result<V>) => Promise<readonly Asked[]>;
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

/** A manifest that was written; its word for the owners of its domain does not count either. */
const writtenManifest = async (
  tx: Reader,
  manifest: { readonly name: string; readonly scope: string; readonly domainName: string | null } | null,
): Promise<Asked[]> => {
  const asked = manifest ? await manifestsAsked(tx, manifest.name, [manifest]) : [];
  return asked.map(({ verb, subject }) => ({
    verb,
    subject: subject.kind === 'domainManifest' ? { ...subject, domainOwners: [] } : subject,
  }));
};

/** The verbs that are mutations, with what each asks. What is not here only reads. */
export const MUTATIONS: { readonly [V in keyof Actions]?: Mutation<V> } = {
  publishManifest: { asked: ofManifest, did: (tx, { manifest }) => writtenManifest(tx, manifest) },
  compileManifest: { asked: (_db, request) => ofCompiledManifest(request) },
  compileProduct: { asked: ofCompiled },
  analyzeMigration: {
    asked: (_db, { domain, product }) => [
      { verb: 'compile', subject: { kind: 'nothing', name: product ?? domain ?? 'it' } },
    ],
  },
  publishProduct: {
    asked: (db, request) => ofDocument(db, 'publishProduct', request),
    did: (tx, { product }) => written(tx, 'publishProduct', product ? [product.fqn] : []),
  },
  publishTogether: {
    asked: async (db, { manifest, products }) => {
      const asked = manifest ? await ofManifest(db, manifest) : [];
      for (const each of products) asked.push(...(await ofDocument(db, 'publishProduct', each)));
      return asked;
    },
    did: async (tx, { manifest, products }) => [
      ...(await writtenManifest(tx, manifest)),
      ...(await written(
        tx,
        'publishProduct',
        products.map(({ fqn }) => fqn),
      )),
    ],
  },
  announceProduct: {
    asked: (db, request) => ofDocument(db, 'announceProduct', request),
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
        observations.map(({ port }) => port),
      ),
  },
  createToken: { asked: ofNewToken },
  revokeToken: { asked: (db, { id }) => ofToken(db, id) },
};
