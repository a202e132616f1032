import { Client, DEFAULT_URL } from './Client.js';
import type { Terminal } from '../terminal/Terminal.js';

/** What every command works with. */
export interface Setting {
  readonly terminal: Terminal;
  readonly client: Client;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A value as `--json` prints it. */
export const asJson = (value: unknown): string => JSON.stringify(value, null, 2);

export const settingOf = (terminal: Terminal, env: NodeJS.ProcessEnv): Setting => ({
  terminal,
  client: new Client(env['FLOE_CATALOG_URL'] || DEFAULT_URL, async (url) =>
    (await import('../session/credentials.js')).credentialsFor(env, url),
  ),
  env,
});
