import { namesLike } from '../../entities/reads/search/namesLike.js';
import type { DatasetAliasRow } from '../../entities/rows/datasets/DatasetAliasRow.js';
import { forgetUnmatched, putAlias } from '../../entities/datasets/writes.js';
import { observedPorts } from '../../entities/writes/sla.js';
import type { UserError } from '../../errors.js';
import { plainDataset } from '../../ingest/datasets/datasetNames.js';
import { noSuch } from '../kit/noSuch.js';
import { instant, type Toolkit } from '../kit/toolkit.js';

export interface DatasetAliasRequest {
  readonly namespace: string;
  readonly name: string;
  /** fqn of an output port. */
  readonly port: string;
}

export interface DatasetAliasResult {
  readonly alias: DatasetAliasRow | null;
  readonly userErrors: readonly UserError[];
}

const LONGEST = 1_024;

function mistakeIn(field: 'namespace' | 'name', value: string): UserError[] {
  if (value.trim() !== '' && value.length <= LONGEST) return [];
  const message = `${field} has ${value.length} characters: it must have from 1 to ${LONGEST}, as the producer writes it.`;
  return [{ code: 'BAD_USER_INPUT', path: ['input', field], message }];
}

/** States which output port a dataset stands for; what was stated of the same dataset before no longer counts. */
export async function addDatasetAlias(kit: Toolkit, request: DatasetAliasRequest): Promise<DatasetAliasResult> {
  const mistakes = [...mistakeIn('namespace', request.namespace), ...mistakeIn('name', request.name)];
  if (mistakes.length > 0) return { alias: null, userErrors: mistakes };
  return kit.db.transaction(async (tx) => {
    const [port] = await observedPorts(tx, [request.port]);
    if (!port) {
      const near = await namesLike(tx, request.port, ['port']);
      return { alias: null, userErrors: [noSuch('output port', request.port, near, ['input', 'port'])] };
    }
    const dataset = plainDataset(request);
    await forgetUnmatched(tx, [dataset]);
    const alias = await putAlias(tx, { ...dataset, portId: port.id, by: kit.actor.name, at: instant(kit.clock) });
    return { alias, userErrors: [] };
  });
}
