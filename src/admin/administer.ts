import { OPTIONS } from '../config/options/options.js';
import { CatalogError } from '../errors.js';
import type { AdminAsked, Done } from './asked.js';
import { check } from './check.js';
import { createFirstToken } from './createFirstToken.js';

const perform = (asked: AdminAsked, url: string): Promise<Done> =>
  asked.verb === 'check' ? check(asked, url) : createFirstToken(asked, url);

/** Works on the store of DATABASE_URL itself, without a server, and ends the process: 0 good, 1 findings or refused, 2 could not. */
export async function administer(text: string): Promise<void> {
  const url = process.env[OPTIONS.databaseUrl.env] ?? OPTIONS.databaseUrl.default;
  try {
    const { out, err, exitCode } = await perform(JSON.parse(text) as AdminAsked, url);
    if (out) process.stdout.write(`${out}\n`);
    if (err) process.stderr.write(`${err}\n`);
    process.exitCode = exitCode;
  } catch (error) {
    const told = error instanceof CatalogError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`floe: ${told}\n`);
    process.exitCode = 2;
  }
}
