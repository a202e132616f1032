import type { CompiledColumn, CompiledKept, CompiledSla, CompatibilityMode } from '../../compiler/artifact.js';
import type { ExportFormat } from '../../compiler/compile.js';
import type { Context } from '../../context.js';
import { keptTerms } from '../../entities/reads/contractTerms.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';

/** The terms of a contract in one of its versions. */
interface Terms {
  readonly version: string;
  readonly columns: readonly CompiledColumn[];
  readonly sla: CompiledSla | null;
  readonly compatibility: CompatibilityMode;
  readonly breakingChangeNotice: string | null;
  readonly tableName: string;
  readonly kept: CompiledKept | null;
}

/** The document of a contract in the given terms. Throws where the contract lacks an end. */
export async function contractSource(
  contract: Pick<ContractRow, 'name' | 'status' | 'providerPortId' | 'consumerProductId'>,
  { version, tableName: table, columns, sla, compatibility, breakingChangeNotice, kept }: Terms,
  format: ExportFormat | null,
  { loaders, compiling }: Context,
): Promise<string> {
  const [port, consumer] = await Promise.all([
    loaders.outputPortById.load(contract.providerPortId),
    loaders.productById.load(contract.consumerProductId),
  ]);
  const provider = port && (await loaders.productById.load(port.productId));
  if (!provider || !consumer) throw new Error(`contract ${contract.name} lacks an end`);
  const { name, status } = contract;
  const terms = { columns, sla, compatibility, breakingChangeNotice, table, ...keptTerms(kept) };
  const { result } = await compiling('contractDocument', {
    contract: { name, version, status, providerPort: port.fqn, consumer: consumer.fqn, terms },
    // Of a version that was kept before this was written down, the document as it is today.
    document: kept ? null : { path: provider.file, content: provider.source },
    format: format ?? 'floe',
  });
  return result;
}
