import type { Change } from './diff/change.js';
import type { PromisingPort } from './diffPorts.js';
import type { Consumption, Evolution, JudgeConsumption } from './evolution.js';
import type { JudgedChange } from './judge.js';
import { breakingOf } from './notice.js';

/** What an announced version makes of an output port: who consumes it later, or reads more later, is held against it too. */
export interface AnnouncedPort {
  /** The name of the port, the old one where it is renamed. */
  readonly port: string;
  /** The port as it is to be; null: under this name it is to go. */
  readonly to: PromisingPort | null;
  /** The paths that were to change when it was announced; where else the two differ later was not announced. */
  readonly paths: readonly string[];
}

/** What a version that is being announced makes of the ports that it changes. */
export function announcedPorts(
  { ports, consumers }: Pick<Evolution, 'ports' | 'consumers'>,
  next: readonly PromisingPort[],
): AnnouncedPort[] {
  const lists = new Map<string, Set<readonly Change[]>>();
  for (const { port, changes } of [...ports, ...consumers])
    lists.set(port, (lists.get(port) ?? new Set()).add(changes));
  return [...lists].map(([port, of]) => {
    const made = [...of].flat();
    const renamed = made.some(({ rule }) => rule === 'table_renamed');
    const to = renamed ? undefined : next.find(({ name }) => name === port);
    return { port, to: to ?? null, paths: [...new Set(['', ...made.map(({ path }) => path)])] };
  });
}

/** Every change that a version makes to the port of a contract, whether its consumer reads that or not. */
export const changesTo = (
  { ports, consumers }: Pick<Evolution, 'ports' | 'consumers'>,
  contract: string,
  port: string,
): JudgedChange[] => [
  ...ports.filter((each) => each.port === port).flatMap(({ changes }) => changes),
  ...consumers.filter((each) => each.contract === contract).flatMap(({ changes }) => changes),
];

/**
 * What of that breaks a consumer of the port as the port stands now: nothing that has come about already, and nothing
 * that differs only because the port has changed since.
 */
export function announcedBreaks(
  { to, paths }: AnnouncedPort,
  standing: PromisingPort | undefined,
  consumption: Consumption,
  judgeEach: JudgeConsumption,
): JudgedChange[] {
  if (!to && !standing) return [];
  const hit = judgeEach(consumption, standing, to ?? undefined);
  return breakingOf(hit).filter(({ path }) => paths.includes(path));
}
