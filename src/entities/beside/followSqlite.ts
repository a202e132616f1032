import type { DataSource } from 'typeorm';

const POLL_MS = 250;

/** SQLite has no notifications: another process's commit shows in `PRAGMA data_version`. Returns how to stop. */
export async function followSqlite(source: DataSource, onWake: () => void): Promise<() => Promise<void>> {
  let last: number | undefined;
  const look = async (): Promise<void> => {
    const [row] = await source.query<{ data_version: number }[]>('PRAGMA data_version');
    if (last !== undefined && row?.data_version !== last) onWake();
    last = row?.data_version;
  };
  let asked = look(); // what is committed from now on shows
  await asked;
  const timer = setInterval(() => (asked = asked.then(look).catch(() => undefined)), POLL_MS).unref();
  return async () => {
    clearInterval(timer);
    await asked;
  };
}
