import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Origin } from '../../adapters/oci/artifacts/manifestArtifact.js';

const run = promisify(execFile);

/** What git prints; null where there is no git, no repository or no such thing. */
async function git(folder: string, ...args: string[]): Promise<string | null> {
  try {
    return (await run('git', ['-C', folder, ...args], { timeout: 10_000 })).stdout.trim();
  } catch {
    return null;
  }
}

/** An address as everybody may read it: what says who asks is left out. */
function open(remote: string): string | null {
  if (!URL.canParse(remote)) return /^[\w.-]+@[\w.-]+:/.test(remote) ? remote : null;
  const url = new URL(remote);
  if (url.protocol === 'file:') return null;
  url.username = url.protocol === 'ssh:' ? url.username : '';
  url.password = '';
  return url.href;
}

/** Where git has these files from. No revision is told where one of them is not as it was committed. */
export async function originOf(folder: string, files: readonly string[]): Promise<Origin> {
  const inside = files.map((file) => path.resolve(file));
  const [remote, revision, changed] = await Promise.all([
    git(folder, 'remote', 'get-url', 'origin'),
    git(folder, 'rev-parse', 'HEAD'),
    git(folder, 'status', '--porcelain', '--', ...inside),
  ]);
  return { source: remote ? open(remote) : null, revision: changed === '' ? revision : null };
}
