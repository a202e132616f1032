import { PrimaryClient, type Primary } from './PrimaryClient.js';

const RECONNECT_MS = 500;

/**
 * Listens on a channel over a connection of its own. A dropped connection is made again, and then calls back once, for
 * something may have been missed. Returns how to stop.
 */
export async function followPostgres(
  primary: Primary,
  channel: string,
  onWake: () => void,
): Promise<() => Promise<void>> {
  let client: PrimaryClient | null = null;
  let timer: NodeJS.Timeout | null = null;
  let connecting: Promise<void> = Promise.resolve();
  let stopped = false;

  const connect = async (): Promise<void> => {
    const next = new PrimaryClient({ connectionString: primary.url, primary, keepAlive: true });
    next.on('notification', onWake);
    next.on('end', () => {
      if (client === next) retry();
    });
    await next.connect();
    await next.query(`LISTEN ${channel}`);
    client = next;
  };
  const retry = (): void => {
    client = null;
    if (stopped) return;
    timer = setTimeout(() => {
      connecting = connect().then(onWake, retry);
    }, RECONNECT_MS).unref();
  };

  await connect();
  return async () => {
    stopped = true;
    if (timer) clearTimeout(timer);
    await connecting; // one that is being made would outlive the end
    await client?.end();
  };
}
