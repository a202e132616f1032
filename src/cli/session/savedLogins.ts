import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { isSystemError, refused } from '../terminal/files.js';

/** A login that `floe login` keeps for one catalog. */
export interface Login {
  readonly issuer: string;
  readonly clientId: string;
  readonly accessToken: string;
  /** ISO 8601; null where the provider does not say. */
  readonly expiresAt: string | null;
  readonly refreshToken: string | null;
}
type Logins = Record<string, Login>;

type Environment = Readonly<Record<string, string | undefined>>;

/** `$XDG_CONFIG_HOME/floe/logins.json`, below `~/.config` where that is not set. */
const fileOfLogins = (env: Environment): string =>
  path.join(env['XDG_CONFIG_HOME'] || path.join(homedir(), '.config'), 'floe', 'logins.json');

async function read(file: string): Promise<Logins> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as unknown;
    return typeof kept === 'object' && kept !== null ? (kept as Logins) : {};
  } catch (error) {
    if (isSystemError(error) && error.code !== 'ENOENT') throw refused(`${file} cannot be read`, error);
    return {};
  }
}

/** The login for the catalog of this address; null where there is none. Throws Failure 2 for a file that cannot be read. */
export const savedLogin = async (env: Environment, catalog: string): Promise<Login | null> =>
  (await read(fileOfLogins(env)))[catalog] ?? null;

/**
 * Keeps the login for a catalog, or takes it away, in a file that nobody else may read. Throws Failure 2 where it cannot
 * be written.
 */
export async function saveLogin(env: Environment, catalog: string, login: Login | null): Promise<void> {
  const file = fileOfLogins(env);
  const { [catalog]: _, ...others } = await read(file);
  const logins: Logins = login ? { ...others, [catalog]: login } : others;
  const made = `${file}.${process.pid}`;
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(made, `${JSON.stringify(logins, null, 2)}\n`, { mode: 0o600 });
    await chmod(made, 0o600);
    await rename(made, file);
  } catch (error) {
    throw refused(`${file} cannot be written`, error);
  }
}
