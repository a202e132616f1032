import DataLoader from 'dataloader';
import { attainmentKey, attainments, type AttainmentQuestion } from '../../actions/sla/attainment.js';
import { contractsAtRisk, type AtRisk } from '../../actions/sla/contractsAtRisk.js';
import { rootCauses } from '../../actions/sla/rootCauses.js';
import { slaRisks } from '../../actions/sla/slaRisks.js';
import type { SlaRisk } from '../../entities/reads/contracts.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import type { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import type { TurnReader } from '../../entities/TurnReader.js';

/** What is worked out of observations and lineage, for all of a turn together. */
export function slaLoaders(db: TurnReader) {
  const options = { batchScheduleFn: db.schedule };
  const ofBreach = { ...options, cacheKeyFn: ({ id }: SlaBreachRow) => id };
  return {
    attainment: new DataLoader<AttainmentQuestion, number | null, string>(
      (questions) => db.during(() => attainments(db, questions)),
      { ...options, cacheKeyFn: attainmentKey },
    ),
    contractsAtRisk: new DataLoader<SlaBreachRow, AtRisk[], number>(
      (breaches) => db.during(() => contractsAtRisk(db, breaches)),
      ofBreach,
    ),
    rootCauses: new DataLoader<SlaBreachRow, SlaBreachRow[], number>(
      (breaches) => db.during(() => rootCauses(db, breaches)),
      ofBreach,
    ),
    slaRisk: new DataLoader<ContractRow, SlaRisk | null, number>(
      (contracts) => db.during(() => slaRisks(db, contracts)),
      { ...options, cacheKeyFn: ({ id }) => id },
    ),
  };
}
