import type { Transaction } from '../../entities/database.js';
import type { SlaStatusRow } from '../../entities/rows/sla/SlaStatusRow.js';
import { countProbes, type Probe, type ProbeStretch } from '../../entities/writes/sla.js';

/** The probes of a port that its availability is held against. */
export interface ProbeWindow {
  /** ISO 8601 UTC: those from then on count. */
  readonly since: string;
  /** How many count, at least one, and how many of them were up. */
  readonly probes: number;
  readonly up: number;
}

/** A port with the beginning of its window, and what is said of its availability so far. */
export interface ProbedPort {
  readonly portId: number;
  readonly since: string;
  readonly status: SlaStatusRow | undefined;
}

type Counted = Omit<ProbeWindow, 'since'>;
const NONE: Counted = { probes: 0, up: 0 };
/** After every instant. */
const EVER = '~';

/** What was counted so far, where the window did not begin to go back further since then. */
function countedBefore({ since, status }: ProbedPort): ProbeWindow | null {
  const { windowSince = null, windowProbes = null, windowUp = null } = status ?? {};
  if (windowSince === null || windowProbes === null || windowUp === null || windowSince > since) return null;
  return { since: windowSince, probes: windowProbes, up: windowUp };
}

/**
 * The windows of ports whose probes these are, which are kept already: what was counted before, with what came and without
 * what the window has left behind. A port of which nothing was counted is counted whole. In one statement, which reads no
 * more than the probes that were left behind; none where no probe counts.
 */
export async function probeWindows(
  tx: Transaction,
  fresh: readonly Probe[],
  ports: readonly ProbedPort[],
): Promise<ReadonlyMap<number, ProbeWindow>> {
  const before = new Map(
    ports.flatMap((each): [number, ProbeWindow][] => {
      const counted = countedBefore(each);
      return counted ? [[each.portId, counted]] : [];
    }),
  );
  const stretches = ports.flatMap(({ portId, since }): ProbeStretch[] => {
    const from = before.get(portId)?.since;
    if (from === undefined) return [{ portId, since, until: EVER, sign: 1 }];
    return from === since ? [] : [{ portId, since: from, until: since, sign: -1 }];
  });
  const come = fresh.filter(({ portId, at }) => at >= (before.get(portId)?.since ?? EVER));
  const changes = new Map((await countProbes(tx, stretches, come)).map((each) => [each.portId, each]));
  return new Map(
    ports.flatMap(({ portId, since }): [number, ProbeWindow][] => {
      const [counted, change] = [before.get(portId) ?? NONE, changes.get(portId) ?? NONE];
      const probes = counted.probes + change.probes;
      return probes > 0 ? [[portId, { since, probes, up: counted.up + change.up }]] : [];
    }),
  );
}
