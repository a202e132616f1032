import type { CompiledContractTerms, CompiledProduct } from '../compiler/artifact.js';
import type { Bump } from '../compiler/changes/row.js';
import { evolve, judgeTerms, type Evolution } from '../compiler/contracts/evolution.js';
import { lifecycleTerms } from '../compiler/contracts/lifecycle.js';
import { promisingPorts } from '../compiler/contracts/promisingPorts.js';
import { nextVersion, requiredBump } from '../compiler/contracts/version.js';
import { productOfPort } from '../compiler/values/productOfPort.js';
import type { Reader } from '../entities/database.js';
import { contractByName, keptContractVersions } from '../entities/reads/contracts.js';
import { keptTerms } from '../entities/reads/contractTerms.js';
import { keptVersions, versionsOf } from '../entities/reads/products.js';
import { rowsBy } from '../entities/reads/rows.js';
import { ContractVersionRow } from '../entities/rows/contracts/ContractVersionRow.js';
import { OutputPortRow } from '../entities/rows/products/OutputPortRow.js';
import { productByFqn } from '../entities/writes/products.js';
import { LINEAGE_KINDS, namesLike } from '../entities/reads/search/namesLike.js';
import { CatalogError } from '../errors.js';
import { unknownName } from './kit/nearMatches.js';
import { changePolicyOf } from './compiling/changePolicyOf.js';

/** Two kept versions of a product or an output port (fqn), or of a contract (name). */
export interface DiffRequest {
  readonly fqn: string;
  readonly from: string;
  readonly to: string;
}

/** What changed between two kept versions, judged as if the one came after the other. */
export interface VersionDiff {
  /** fqn of a product or an output port, or the name of a contract. */
  readonly fqn: string;
  readonly before: string;
  readonly after: string;
  readonly ports: Evolution['ports'];
  readonly bump: Bump | null;
  /** The version that the changes require after `before`; null: none. */
  readonly next: string | null;
}

const unknown = (name: string, known: readonly string[]): CatalogError =>
  unknownName('product, output port or contract', name, known);

/** The two versions out of those that were found. Throws CatalogError NOT_FOUND, with the versions that are kept. */
async function both<T extends { readonly version: string }>(
  { fqn, from, to }: DiffRequest,
  found: readonly T[],
  kept: () => Promise<readonly string[]>,
): Promise<readonly [T, T]> {
  const [before, after] = [from, to].map((version) => found.find((each) => each.version === version));
  if (before && after) return [before, after];
  const versions = await kept();
  const message = `${fqn} has no version ${before ? to : from}: kept are ${versions.join(', ')}.`;
  throw new CatalogError('NOT_FOUND', message, { versions });
}

const summed = (
  { fqn, from, to }: DiffRequest,
  ports: Evolution['ports'],
  bump = requiredBump(ports.flatMap(({ changes }) => changes)),
): VersionDiff => ({ fqn, before: from, after: to, ports, bump, next: bump && nextVersion(from, bump) });

/** The product's ports of both versions, by the policy of its platform. */
async function productDiff(db: Reader, request: DiffRequest, product: string): Promise<VersionDiff> {
  const { fqn, from, to } = request;
  const row = await productByFqn(db, product);
  if (!row) throw unknown(fqn, await namesLike(db, fqn, LINEAGE_KINDS));
  const found = await keptVersions(
    db,
    [from, to].map((version) => ({ productId: row.id, version })),
  );
  const [before, after] = (await both(request, found, () => versionsOf(db, row.id))).map(({ compiled }) => compiled);
  if (!before || !after) throw new Error(`${product} was kept without what it was compiled to`);
  const policy = await changePolicyOf(db, product);
  const portsOf = ({ outputPorts }: CompiledProduct): ReturnType<typeof promisingPorts> =>
    promisingPorts(outputPorts, policy);
  const evolution = evolve(
    { fqn: product, domain: before.domain, version: from, ports: portsOf(before), consumptions: [] },
    { version: to, ports: portsOf(after) },
    policy,
  );
  if (fqn === product) return summed(request, evolution.ports);
  return summed(request, portChanges(request, evolution, [before, after]));
}

/** Of one port alone, also where it bears its new name. */
function portChanges(
  { fqn }: DiffRequest,
  { ports }: Evolution,
  versions: readonly CompiledProduct[],
): Evolution['ports'] {
  const all = versions.flatMap(({ outputPorts }) => outputPorts);
  const port = all.find((each) => each.fqn === fqn);
  if (!port)
    throw unknown(
      fqn,
      all.map((each) => each.fqn),
    );
  const renamed = ports.find(({ changes }) =>
    changes.some(({ rule, after }) => rule === 'table_renamed' && after === port.name),
  );
  return ports.filter((each) => each.port === (renamed?.port ?? port.name));
}

const termsOf = (row: ContractVersionRow): CompiledContractTerms => {
  const { columns, sla, compatibility, breakingChangeNotice, tableName: table, lifecycle, kept } = row;
  return {
    columns,
    sla,
    compatibility,
    breakingChangeNotice,
    table,
    ...lifecycleTerms(lifecycle ?? undefined),
    ...keptTerms(kept),
  };
};

async function contractDiff(db: Reader, request: DiffRequest): Promise<VersionDiff> {
  const { fqn: name, from, to } = request;
  const contract = await contractByName(db, name);
  const [port] = contract ? await rowsBy(db, OutputPortRow, 'id', [contract.providerPortId]) : [];
  if (!contract || !port) throw unknown(name, await namesLike(db, name, ['contract']));
  const found = await keptContractVersions(
    db,
    [from, to].map((version) => ({ contractId: contract.id, version })),
  );
  const kept = async (): Promise<string[]> =>
    (await rowsBy(db, ContractVersionRow, 'contractId', [contract.id], { order: 't.version_key' })).map(
      ({ version }) => version,
    );
  const [before, after] = await both(request, found, kept);
  const held = { terms: termsOf(before), history: [], requirement: null, columns: null };
  const changes = judgeTerms(held, termsOf(after), await changePolicyOf(db, productOfPort(port.fqn)));
  return summed(request, changes.length > 0 ? [{ port: port.name, changes }] : []);
}

/**
 * What changed between two kept versions of a product, of one of its output ports, or of a contract: every change of what
 * is promised, judged by the contract's mode, with the version that it requires. Throws CatalogError NOT_FOUND.
 */
export async function diffVersions(db: Reader, request: DiffRequest): Promise<VersionDiff> {
  const parts = request.fqn.split('.');
  if (parts.length === 1) return contractDiff(db, request);
  if (parts.length > 3) throw unknown(request.fqn, await namesLike(db, request.fqn, LINEAGE_KINDS));
  return productDiff(db, request, productOfPort(request.fqn));
}
