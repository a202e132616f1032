import type { Decision } from '../../access/decide.js';
import { productOfPort } from '../../compiler/values/productOfPort.js';
import type { InputPortRow } from '../../entities/rows/products/InputPortRow.js';
import type { Kept } from '../../entities/rows/products/keptProduct.js';
import type { Loaders } from '../request/loaders.js';
import type { ProductSource } from '../sources/sources.js';
import type { Sight } from '../sight/Sight.js';

/** What a field is asked with. */
export interface Asked<Root> {
  readonly root: Root;
  readonly args: Readonly<Record<string, unknown>>;
  readonly sight: Sight;
  readonly loaders: Loaders;
}

type Of<Root> = (asked: Asked<Root>) => Promise<Decision | null> | null;

/** A field that tells of columns, or gives documents. */
export interface Detail {
  /** Whether it may be seen; null: nothing of it is anybody's in particular. */
  readonly of: Of<never>;
  /** What is told where it may not; `refused` is an error that says what it takes. */
  readonly hidden: ((value: never) => unknown) | 'refused';
}

const detail = <Root>(of: Of<Root>, hidden: ((value: never) => unknown) | 'refused'): Detail => ({ of, hidden });

const none = (): null => null;
const empty = (): [] => [];
const text = (): string => '';

/** What is told in place of words that may name columns. */
const WORDS = 'You are not granted this output port, so what is said of it is not shown.';
const words = (value: string | null): string | null => (value === null ? null : WORDS);

const port: Of<{ fqn: string }> = ({ root, sight }) => sight.port(root.fqn);

/** Of a document of a product: of the one that stands, or of one that stood. */
const document: Of<ProductSource> = ({ root: { fqn, compiled }, sight }) =>
  compiled ? sight.versions(fqn) : sight.product(fqn);

const contract: Of<Parameters<Sight['contract']>[0]> = ({ root, sight }) => sight.contract(root);

const ofContract: Of<{ contractId: number }> = async ({ root, sight, loaders }) => {
  const found = await loaders.contractById.load(root.contractId);
  return found ? sight.contract(found) : sight.nothing();
};

/** Of what a product is made of, as it stands or stood. */
const ofProduct: Of<{ productId: number } & Kept> = async ({ root, sight, loaders }) => {
  const found = await loaders.productById.load(root.productId);
  if (!found) return sight.nothing();
  return root.keptVersion || root.asOf ? sight.versions(found.fqn) : sight.product(found.fqn);
};

/** Of a kept version of a product. */
const ofVersion: Of<{ productId: number }> = async ({ root, sight, loaders }) => {
  const found = await loaders.productById.load(root.productId);
  return found ? sight.versions(found.fqn) : sight.nothing();
};

/** Of what was said of a step of a run of a product. */
const ofStep: Of<{ runId: number }> = async (asked) => {
  const run = await asked.loaders.runById.load(asked.root.runId);
  return run ? ofProduct({ ...asked, root: run }) : asked.sight.nothing();
};

/** Of the document of the product that offers a port. */
const ofPort: Of<{ portId: number }> = async ({ root, sight, loaders }) => {
  const found = await loaders.outputPortById.load(root.portId);
  const offering = found && (await loaders.productById.load(found.productId));
  return offering ? sight.versions(offering.fqn) : sight.nothing();
};

/**
 * Of what a product reads of a port: what its document declares is the product's; what is read out of its models may be all
 * that the port has (`select *`), and is for those who may see that.
 */
const read: Of<{ inputPort: InputPortRow }> = async (asked) => {
  const { inputPort } = asked.root;
  const { ref, columnsOrigin } = inputPort;
  const own = await ofProduct({ ...asked, root: inputPort });
  if (ref === null || (own?.allowed && columnsOrigin === 'declared')) return own;
  return consumedBy(inputPort, ref, asked);
};

async function consumedBy(
  { productId }: Pick<InputPortRow, 'productId'>,
  ref: string,
  { sight, loaders }: Pick<Asked<unknown>, 'sight' | 'loaders'>,
): Promise<Decision> {
  const consumer = await loaders.productById.load(productId);
  return sight.consumed(ref, consumer?.fqn ?? null);
}

/** Of how a product gets at a system outside the mesh: a part of its document. */
const ingested: Of<{ inputPort: InputPortRow }> = (asked) => ofProduct({ ...asked, root: asked.root.inputPort });

/** Of what lineage or a comparison is asked of: a contract by its name, else by the product or port in the fqn. */
const named =
  (argument: string): Of<unknown> =>
  async ({ args, sight, loaders }) => {
    const name = String(args[argument]);
    const found = await loaders.contractByName.load(name);
    if (found) return sight.contract(found);
    return isProduct(name) ? sight.versions(name) : ownerSeen(name, { sight, loaders });
  };

const isProduct = (fqn: string): boolean => productOfPort(fqn) === fqn;

type Seeing = Pick<Asked<unknown>, 'sight' | 'loaders'>;

/**
 * `sales.customer-360.customers/email`, `sales.customer-360#gold_customers`: by its port, or by its product; what an input
 * port has, by its product and the port that it reads.
 */
export async function ownerSeen(fqn: string, seeing: Seeing): Promise<Decision> {
  const { sight, loaders } = seeing;
  const [owner = ''] = fqn.split('/');
  const [ofModel = '', model] = owner.split('#');
  if (model !== undefined) return sight.product(ofModel);
  if (isProduct(owner)) return sight.product(owner);
  const [output, input] = await Promise.all([loaders.outputPortByFqn.load(owner), loaders.inputPortByFqn.load(owner)]);
  if (output || !input) return sight.port(owner);
  const own = await sight.product(productOfPort(owner));
  return own.allowed && input.ref !== null ? consumedBy(input, input.ref, seeing) : own;
}

/** A column of a port or a model; a source outside the mesh is nobody's. */
export const isColumn = (fqn: string): boolean => fqn.includes('/') && !fqn.startsWith('source:');

/** A plan for a product or a domain names its models and columns. */
const migration: Of<unknown> = ({ args, sight }) => {
  const { product: fqn, domain } = args['input'] as {
    readonly product?: string | null;
    readonly domain?: string | null;
  };
  if (fqn != null) return sight.product(fqn);
  return domain == null ? null : sight.domain(domain);
};

/** Fields that tell of columns, or give documents, by `Type.field`: what `READ_POLICY=grants` hides. */
export const DETAILS: Readonly<Record<string, Detail>> = {
  'AccessRequest.patch': detail(ofPort, none),
  'AccessRequest.pullRequest': detail(ofPort, none),
  'AnnouncedContract.changes': detail(ofContract, empty),
  'ContractChange.after': detail(ofContract, none),
  'ContractChange.before': detail(ofContract, none),
  'ContractChange.message': detail(ofContract, words),
  'ContractChange.path': detail(ofContract, text),
  'DataContract.brokenReason': detail(contract, words),
  'DataContract.columns': detail(contract, empty),
  'DataContract.source': detail(contract, 'refused'),
  'DataContractVersion.columns': detail(ofContract, empty),
  'DataContractVersion.source': detail(ofContract, 'refused'),
  'DataProduct.source': detail(document, 'refused'),
  'DataProductSource.columns': detail(read, none),
  'DataProductVersion.source': detail(ofVersion, 'refused'),
  'IngestionSource.config': detail(ingested, () => ({})),
  'Model.columns': detail(ofProduct, empty),
  'Model.tests': detail(ofProduct, empty),
  'Mutation.analyzeMigration': detail(migration, 'refused'),
  'OutputPort.columns': detail(port, empty),
  'OutputPort.source': detail(port, 'refused'),
  'Run.message': detail(ofProduct, none),
  'RunStep.message': detail(ofStep, none),
  'Query.diff': detail(named('fqn'), 'refused'),
};
