import { inOrder, rowsBy, standing, type Choice } from '../../entities/reads/rows.js';
import { ROOTS_FIRST } from '../../entities/reads/namespaces.js';
import { AnnouncementRow } from '../../entities/rows/contracts/AnnouncementRow.js';
import { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import { ContractVersionRow } from '../../entities/rows/contracts/ContractVersionRow.js';
import { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import { DomainRow } from '../../entities/rows/platform/DomainRow.js';
import { GrantRow } from '../../entities/rows/platform/GrantRow.js';
import { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import { NamespaceRow } from '../../entities/rows/platform/NamespaceRow.js';
import { TermRow } from '../../entities/rows/platform/TermRow.js';
import { InputPortRow } from '../../entities/rows/products/InputPortRow.js';
import { ModelRow } from '../../entities/rows/products/ModelRow.js';
import { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import { ProductRow } from '../../entities/rows/products/ProductRow.js';
import { ProductVersionRow } from '../../entities/rows/products/ProductVersionRow.js';
import { TableRow } from '../../entities/rows/products/TableRow.js';
import { RunRow } from '../../entities/rows/runs/RunRow.js';
import { RunStepRow } from '../../entities/rows/runs/RunStepRow.js';
import { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import { SlaStatusRow } from '../../entities/rows/sla/SlaStatusRow.js';
import type { RowClass } from '../../entities/wanted.js';
import type { TurnReader } from '../../entities/TurnReader.js';
import type { Batching, Loader } from '../batching/batching.js';

type Key = string | number;

/** The rows of a table that have a value in one of their columns: one, or as many as there are. */
export interface Lookup<T, K extends Key = Key, Many extends boolean = boolean> {
  readonly row: RowClass<T>;
  /** The property that holds the value. */
  readonly by: string;
  readonly many: Many;
  readonly choice: Choice;
  /** The type of the key; never a value. */
  readonly key?: K;
}

type KeyIn<T, P extends keyof T> = Extract<NonNullable<T[P]>, Key>;

const one = <T extends object, P extends keyof T & string>(row: RowClass<T>, by: P): Lookup<T, KeyIn<T, P>, false> => ({
  row,
  by,
  many: false,
  choice: {},
});

const many = <T extends object, P extends keyof T & string>(
  row: RowClass<T>,
  by: P,
  choice: Choice,
): Lookup<T, KeyIn<T, P>, true> => ({ row, by, many: true, choice });

/**
 * What is looked up in the graph as it stands, each loaded by the loader of its name. Products that are retired and output
 * ports that their product dropped are found too: lists leave them out, ids and contracts still lead to them.
 */
export const LOOKUPS = {
  announcementById: one(AnnouncementRow, 'id'),
  breachById: one(SlaBreachRow, 'id'),
  childrenOfNamespace: many(NamespaceRow, 'parentId', { order: 't.path' }),
  compilationById: one(CompilationRow, 'id'),
  contractById: one(ContractRow, 'id'),
  contractByName: one(ContractRow, 'name'),
  contractVersionById: one(ContractVersionRow, 'id'),
  domainById: one(DomainRow, 'id'),
  domainByName: one(DomainRow, 'name'),
  everyOutputPortOfProduct: many(OutputPortRow, 'productId', inOrder),
  grantsOfNamespace: many(GrantRow, 'namespaceId', { order: 't.id' }),
  inputPortByFqn: one(InputPortRow, 'fqn'),
  inputPortsOfProduct: many(InputPortRow, 'productId', inOrder),
  manifestById: one(ManifestRow, 'id'),
  modelByFqn: one(ModelRow, 'fqn'),
  modelById: one(ModelRow, 'id'),
  namespaceById: one(NamespaceRow, 'id'),
  namespaceByPath: one(NamespaceRow, 'path'),
  namespacesOfDomain: many(NamespaceRow, 'domainId', { order: ROOTS_FIRST }),
  outputPortByFqn: one(OutputPortRow, 'fqn'),
  outputPortById: one(OutputPortRow, 'id'),
  outputPortsOfProduct: many(OutputPortRow, 'productId', standing),
  productByFqn: one(ProductRow, 'fqn'),
  productById: one(ProductRow, 'id'),
  productVersionById: one(ProductVersionRow, 'id'),
  runById: one(RunRow, 'id'),
  slaStatusesOfPort: many(SlaStatusRow, 'portId', { order: 't.id' }),
  stepsOfRun: many(RunStepRow, 'runId', { order: 't.id' }),
  termByName: one(TermRow, 'name'),
  tableByPath: one(TableRow, 'path'),
} as const;
export type Lookups = typeof LOOKUPS;
export type LookupName = keyof Lookups;

type LoaderOf<L> =
  L extends Lookup<infer T, infer K, infer Many> ? Loader<K, Many extends true ? T[] : T | null> : never;
type LookupLoaders = { readonly [Name in LookupName]: LoaderOf<Lookups[Name]> };

type Columns = Record<string, Key>;

/** A loader a lookup. */
export function lookupLoaders(db: TurnReader, { oneBy, manyBy }: Batching): LookupLoaders {
  const loaders = Object.entries<Lookup<object>>(LOOKUPS).map(([name, { row, by, many: several, choice }]) => {
    const read = async (keys: readonly Key[]): Promise<Columns[]> =>
      (await rowsBy(db, row, by as never, keys, choice)) as Columns[];
    const keyOf = (each: Columns): Key => each[by] ?? '';
    return [name, several ? manyBy(read, keyOf) : oneBy(read, keyOf)];
  });
  return Object.fromEntries(loaders) as LookupLoaders;
}
