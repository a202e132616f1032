import type { DbtModel } from '../../document/dbt/project/project.js';

/** Whether the code sets a configuration by an expression, which is not read: `unique_key=var('key')`. */
const setsInCode = ({ sql }: DbtModel, option: string): boolean =>
  sql !== null && !sql.compiled && new RegExp(`\\b${option}\\s*=`).test(sql.text);

/** What a snapshot must say and does not (ADR-0021, dbt Snapshot Integration; dbt's documentation of snapshots). */
export function snapshotGaps(snapshot: DbtModel): string[] {
  const config = snapshot.snapshot;
  if (!config) return [];
  const stated: Readonly<Record<string, boolean>> = {
    unique_key: config.uniqueKey.length > 0,
    strategy: config.strategy !== null,
    check_cols: config.checkCols === 'all' || (config.checkCols?.length ?? 0) > 0,
    updated_at: config.updatedAt !== null,
  };
  const asked = ['unique_key', 'strategy', ...ofStrategy(config.strategy)];
  return asked.filter((option) => stated[option] === false && !setsInCode(snapshot, option));
}

function ofStrategy(strategy: string | null): string[] {
  if (strategy === 'check') return ['check_cols'];
  return strategy === 'timestamp' ? ['updated_at'] : [];
}
