import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Failure } from '../terminal/Failure.js';

interface StoreOptions {
  readonly database?: string;
  readonly json?: boolean;
}

export interface AdminTokenOptions extends StoreOptions {
  readonly scope: readonly string[];
  readonly domain?: readonly string[];
  readonly expiresIn?: string;
}

/** Asks a process that has the store itself; what it prints is the answer. Gives the code that it ended with. */
async function administer(asked: object, { database }: StoreOptions): Promise<number> {
  const ours = import.meta.url.endsWith('.ts') ? '../../admin/admin.ts' : './admin.js';
  const env = { ...process.env, ...(database !== undefined && { DATABASE_URL: database }) };
  const main = fileURLToPath(new URL(ours, import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, main, JSON.stringify(asked)], { env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 2));
  });
}

/** `floe admin check`. Throws Failure 1 where the store is not whole, 2 where it cannot be read. */
export async function adminCheck({ json, ...options }: StoreOptions): Promise<void> {
  const code = await administer({ verb: 'check', json }, options);
  if (code === 1) throw new Failure(1, 'the store is not whole.');
  if (code !== 0) throw new Failure(2, 'the store could not be checked.');
}

/** `floe admin token create <name>`. Throws Failure 1 where the token is refused, 2 where the store cannot be written. */
export async function adminTokenCreate(name: string, options: AdminTokenOptions): Promise<void> {
  const { scope: scopes, domain: domains = [], expiresIn, json } = options;
  const code = await administer({ verb: 'createToken', name, scopes, domains, expiresIn, json }, options);
  if (code === 1) throw new Failure(1, `the token ${name} was not made.`);
  if (code !== 0) throw new Failure(2, 'the store could not be written.');
}
