import { checkStore, CHECKS } from '../entities/checks/checkStore.js';
import type { Finding } from '../entities/checks/check.js';
import type { Done } from './asked.js';
import { openStanding } from './openStanding.js';

const lines = ({ code, what, where, mend }: Finding): string => `${where}: ${what}. [${code}]\n  ${mend}`;

const behind = (pending: number): Finding => ({
  code: 'STORE_BEHIND',
  what: `${pending} migrations are not applied`,
  where: 'the schema',
  mend: 'Start a server of this version: it applies them. Then check again.',
});

/** `floe admin check`: holds a store to every rule that holds between two transactions. Writes nothing. */
export async function check({ json }: { readonly json?: boolean }, url: string): Promise<Done> {
  const db = await openStanding(url);
  try {
    const pending = await db.pendingMigrations();
    const findings = pending > 0 ? [behind(pending)] : await db.snapshot(checkStore);
    const exitCode = findings.length > 0 ? 1 : 0;
    if (json) return { out: JSON.stringify({ store: db.dialect, checks: CHECKS.length, findings }, null, 2), exitCode };
    const whole = `The store is whole: ${CHECKS.length} checks, nothing found.`;
    return { out: findings.length === 0 ? whole : findings.map(lines).join('\n'), exitCode };
  } finally {
    await db.close();
  }
}
