import type { CompiledColumn, CompiledSla, CompatibilityMode } from '../compiler/artifact.js';
import { renderContract } from '../compiler/contracts/render.js';
import { renderOdcs } from '../compiler/contracts/renderOdcs.js';
import type { Context } from '../context.js';
import type { ContractRow } from '../entities/rows/ContractRow.js';

export type ContractFormatName = 'floe' | 'odcs';

/** The terms of a contract in one of its versions. */
interface Terms {
  readonly version: string;
  readonly columns: readonly CompiledColumn[];
  readonly sla: CompiledSla | null;
  readonly compatibility: CompatibilityMode;
  readonly breakingChangeNotice: string | null;
  readonly tableName: string;
}

/** The document of a contract in the given terms. */
export async function contractSource(
  contract: Pick<ContractRow, 'name' | 'status' | 'providerPortId' | 'consumerProductId'>,
  { version, tableName: table, columns, sla, compatibility, breakingChangeNotice }: Terms,
  format: ContractFormatName | null | undefined,
  { loaders }: Context,
): Promise<string> {
  const [provider, consumer] = await Promise.all([
    loaders.outputPortById.load(contract.providerPortId),
    loaders.productById.load(contract.consumerProductId),
  ]);
  if (!provider || !consumer) throw new Error(`contract ${contract.name} lacks an end`);
  const rendered = {
    ...{ name: contract.name, version, providerPort: provider.fqn, consumer: consumer.fqn },
    terms: { columns, sla, compatibility, breakingChangeNotice, table },
  };
  return format === 'odcs' ? renderOdcs({ ...rendered, status: contract.status }) : renderContract(rendered);
}
