import type { Driver } from './handwritten.js';

const PARAMETERS = 20_000;

/** The integer key of a table: the log's are numbered by its events. */
export const keyOf = (table: string): string => (table === 'events' || table === 'contract_changes' ? 'seq' : 'id');

/** Inserts rows of the same columns by the bare driver, as many a statement as it takes parameters. */
export async function insert(driver: Driver, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const size = Math.floor(PARAMETERS / Math.max(1, columns.length));
  const tuple = `(${columns.map(() => '?').join(', ')})`;
  const head = `INSERT INTO ${table} (${columns.map((each) => `"${each}"`).join(', ')}) VALUES `;
  for (let at = 0; at < rows.length; at += size) {
    const chunk = rows.slice(at, at + size);
    await driver.all(
      head + chunk.map(() => tuple).join(', '),
      chunk.flatMap((row) => columns.map((each) => row[each])),
    );
  }
}
