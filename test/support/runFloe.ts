import { spawn } from 'node:child_process';
import { built } from './built.js';
import { root } from './server.js';

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The address of a catalog that does not answer. */
export const NOWHERE = 'http://127.0.0.1:9';

/** Runs `floe`, as it is built, against the catalog of `url`, as a process of its own, its output piped. */
export async function runFloe(
  url: string,
  args: readonly string[],
  cwd = root,
  floe: readonly string[] = [built('floe')],
  further: NodeJS.ProcessEnv = {},
  onErr: (text: string) => void = () => undefined,
): Promise<Ran> {
  const env = { ...process.env, FLOE_CATALOG_URL: url, FORCE_COLOR: '1', ...further };
  const child = spawn(process.execPath, [...floe, ...args], { cwd, env });
  const ran = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (ran.stdout += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => {
    ran.stderr += String(chunk);
    onErr(String(chunk));
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...ran };
}
