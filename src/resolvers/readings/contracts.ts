import { MODES } from '../../compiler/contracts/diff/modes.js';
import type { ContractChangeRow } from '../../entities/rows/contracts/ContractChangeRow.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import { encodeEventCursor } from '../../schema/eventCursor.js';
import { derived, Listing, Lookup } from './reading.js';

/** Fields of a contract in its standing version. */
export const contractReadings = {
  provider: new Lookup('outputPortById', 'providerPortId'),
  consumer: new Lookup('productById', 'consumerProductId'),
  compatibilityDefinition: derived<ContractRow>()(
    ['compatibility'],
    ({ compatibility }) => MODES[compatibility].definition,
  ),
  versions: new Listing('contractVersions'),
  changes: new Listing('changesOfContract'),
};

/** Fields of an entry of the change feed. */
export const changeReadings = {
  cursor: derived<ContractChangeRow>()(['seq'], ({ seq }) => encodeEventCursor(seq)),
  contract: new Lookup('contractById', 'contractId'),
  port: new Lookup('outputPortById', 'portId'),
};

/** The contracts of a port that a breach of it hits. */
export const affectedContracts = new Listing('affectedContracts', { names: 'contractById' });
