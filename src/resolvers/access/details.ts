import type { Decision } from '../../access/decide.js';
import { productOfPort } from '../../compiler/values/productOfPort.js';
import type { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import type { InputPortRow } from '../../entities/rows/products/InputPortRow.js';
import type { LineageGraph } from '../../schema/types/graph/Lineage.js';
import type { Loaders } from '../request/loaders.js';
import type { Sight } from '../sight/Sight.js';

/** What a field is asked with. */
export interface Asked<Root> {
  readonly root: Root;
  readonly args: Readonly<Record<string, unknown>>;
  readonly sight: Sight;
  readonly loaders: Loaders;
  /** Whether it tells of what this very request has done. */
  readonly ofMutation: boolean;
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
const product: Of<{ fqn: string }> = ({ root, sight }) => sight.product(root.fqn);
const contract: Of<Parameters<Sight['contract']>[0]> = ({ root, sight }) => sight.contract(root);

const ofContract: Of<{ contractId: number }> = async ({ root, sight, loaders }) => {
  const found = await loaders.contractById.load(root.contractId);
  return found && sight.contract(found);
};

const ofProduct: Of<{ productId: number }> = async ({ root, sight, loaders }) => {
  const found = await loaders.productById.load(root.productId);
  return found && sight.product(found.fqn);
};

/** Of the document of the product that offers a port. */
const ofPort: Of<{ portId: number }> = async ({ root, sight, loaders }) => {
  const found = await loaders.outputPortById.load(root.portId);
  const offering = found && (await loaders.productById.load(found.productId));
  return offering && sight.product(offering.fqn);
};

/** Of what a product reads: who may see that, and whose the product is. */
const read: Of<{ inputPort: InputPortRow }> = async (asked) => {
  const { inputPort } = asked.root;
  const own = await ofProduct({ ...asked, root: inputPort });
  return own?.allowed || inputPort.ref === null ? own : asked.sight.port(inputPort.ref);
};

/** Of a compilation: of a manifest nothing is hidden; who had a document compiled hears what was found. */
const compilation: Of<CompilationRow> = ({ root, sight, ofMutation }) =>
  ofMutation || root.subjectKind === 'manifest' ? null : sight.product(root.subject);

/** Of what lineage or a comparison is asked of: a contract by its name, else by the product or port in the fqn. */
const named =
  (argument: string): Of<unknown> =>
  async ({ args, sight, loaders }) => {
    const name = String(args[argument]);
    const found = await loaders.contractByName.load(name);
    return found ? sight.contract(found) : ownerSeen(name, sight);
  };

/** `sales.customer-360.customers/email`, `sales.customer-360#gold_customers`: by its port, or by its product. */
function ownerSeen(fqn: string, sight: Sight): Promise<Decision> {
  const [owner = ''] = fqn.split('/');
  const [ofModel = '', model] = owner.split('#');
  if (model !== undefined) return sight.product(ofModel);
  return productOfPort(owner) === owner ? sight.product(owner) : sight.port(owner);
}

/** A column of a port or a model; a source outside the mesh is nobody's. */
const isColumn = (fqn: string): boolean => fqn.includes('/') && !fqn.startsWith('source:');

const lineage: Of<unknown> = (asked) => {
  const { level, of } = asked.args;
  return level === 'column' || isColumn(String(of)) ? ownerSeen(String(of), asked.sight) : null;
};

const reach: Of<unknown> = ({ args, sight }) =>
  isColumn(String(args['of'])) ? ownerSeen(String(args['of']), sight) : null;

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
  'Compilation.artifacts': detail(compilation, none),
  'Compilation.closing': detail(compilation, words),
  'Compilation.diagnostics': detail(compilation, empty),
  'Compilation.stages': detail(compilation, empty),
  'ContractChange.after': detail(ofContract, none),
  'ContractChange.before': detail(ofContract, none),
  'ContractChange.message': detail(ofContract, words),
  'ContractChange.path': detail(ofContract, text),
  'DataContract.brokenReason': detail(contract, words),
  'DataContract.columns': detail(contract, empty),
  'DataContract.source': detail(contract, 'refused'),
  'DataContractVersion.columns': detail(ofContract, empty),
  'DataContractVersion.source': detail(ofContract, 'refused'),
  'DataProduct.source': detail(product, 'refused'),
  'DataProductSource.columns': detail(read, none),
  'DataProductVersion.source': detail(ofProduct, 'refused'),
  'Model.columns': detail(ofProduct, empty),
  'Model.tests': detail(ofProduct, empty),
  'Mutation.analyzeMigration': detail(migration, 'refused'),
  'OutputPort.columns': detail(port, empty),
  'OutputPort.source': detail(port, 'refused'),
  'Query.diff': detail(named('fqn'), 'refused'),
  'Query.lineage': detail(lineage, 'refused'),
  'Query.reach': detail(reach, 'refused'),
};

/** The names in a part of a lineage graph, by field: those of columns that may not be seen are left out. */
export const LINEAGE_NAMES: Readonly<Record<string, (each: never) => readonly string[]>> = {
  cycles: (cycle: readonly string[]) => cycle,
  edges: ({ from, to }: LineageGraph['edges'][number]) => [from, to],
  frontier: (fqn: string) => [fqn],
  nodes: ({ fqn }: LineageGraph['nodes'][number]) => [fqn],
};

/** Of these names, those of columns that may not be seen. */
export async function hiddenOf(names: readonly string[], sight: Sight): Promise<ReadonlySet<string>> {
  const columns = [...new Set(names)].filter(isColumn);
  const owners = [...new Set(columns.map((fqn) => fqn.slice(0, fqn.indexOf('/'))))];
  const decisions = await Promise.all(owners.map(async (owner) => (await ownerSeen(owner, sight)).allowed));
  const seen = new Set(owners.filter((_, index) => decisions[index]));
  return new Set(columns.filter((fqn) => !seen.has(fqn.slice(0, fqn.indexOf('/')))));
}
