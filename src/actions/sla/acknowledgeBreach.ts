import type { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import { lockEventLog } from '../../entities/writes/events.js';
import { breachesById, putBreaches } from '../../entities/writes/sla.js';
import type { UserError } from '../../errors.js';
import { instant, type Toolkit } from '../kit/toolkit.js';

export interface AcknowledgeBreachRequest {
  /** Its number in the store; null for what is no id of a breach. */
  readonly breach: number | null;
  readonly note?: string | null;
}

export interface AcknowledgedBreach {
  /** As it stands, also where it was acknowledged by somebody else; null where there is none. */
  readonly breach: SlaBreachRow | null;
  readonly userErrors: readonly UserError[];
}

const mistake = (code: UserError['code'], message: string): UserError => ({ code, path: ['input', 'breach'], message });

/**
 * Says that somebody knows of a breach, open or resolved. It neither resolves it nor stops its time. The first who says so
 * stays; he may say it again with another note. A breach that is not there, or that somebody else has acknowledged, is a
 * userError.
 */
export async function acknowledgeBreach(
  kit: Toolkit,
  { breach: id, note }: AcknowledgeBreachRequest,
): Promise<AcknowledgedBreach> {
  return kit.db.transaction(async (tx) => {
    await lockEventLog(tx);
    const [standing] = id === null ? [] : await breachesById(tx, [id]);
    if (!standing)
      return { breach: null, userErrors: [mistake('NOT_FOUND', 'There is no such breach: `slaBreaches` lists them.')] };
    const { acknowledgedAt, acknowledgedBy } = standing;
    const by = kit.actor.name;
    if (acknowledgedAt !== null && acknowledgedBy !== by) {
      const message = `${acknowledgedBy ?? 'Somebody'} acknowledged it on ${acknowledgedAt}.`;
      return { breach: standing, userErrors: [mistake('CONFLICT', message)] };
    }
    const breach = {
      ...standing,
      acknowledgedAt: acknowledgedAt ?? instant(kit.clock),
      acknowledgedBy: by,
      acknowledgementNote: note?.trim() || standing.acknowledgementNote,
    };
    await putBreaches(tx, [breach]);
    return { breach, userErrors: [] };
  });
}
