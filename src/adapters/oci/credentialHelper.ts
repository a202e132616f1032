import { spawn } from 'node:child_process';
import { OciError } from './OciError.js';

/** Who asks: a name with its password, or a token that is exchanged for others. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'identityToken'; readonly token: string };

const LIMIT_MS = 20_000;
const MOST = 64 * 1024;
/** What helpers say where they have nothing for a registry. */
const NOTHING = /credentials not found/i;

interface Ended {
  readonly code: number | null;
  readonly out: string;
}

/** Runs a program with one line for its input; what it prints on its standard error is nobody's. */
function run(program: string, line: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['get'], { stdio: ['pipe', 'pipe', 'ignore'], timeout: LIMIT_MS });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (out.length < MOST) out += String(chunk);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${line}\n`);
  });
}

function unreadable(program: string, registry: string, what: string): OciError {
  return new OciError({
    code: 'CREDENTIALS_UNREADABLE',
    where: registry,
    what: `${program}, which docker's config.json names for it, ${what}`,
    mend: `Sign in again (docker login ${registry}), or take the helper out of config.json`,
  });
}

/**
 * What `docker-credential-{helper}` has for a registry; null for nothing. Throws OciError CREDENTIALS_UNREADABLE where it
 * cannot be run, fails, or prints something else.
 */
export async function credentialsOfHelper(helper: string, registry: string): Promise<Credentials | null> {
  const program = `docker-credential-${helper}`;
  if (!/^[\w.-]+$/.test(helper)) throw unreadable(program, registry, 'is no name of a program');
  const { code, out } = await run(program, registry).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(program, registry, error.code === 'ENOENT' ? 'is not installed' : `cannot be run (${error.code})`);
  });
  if (code !== 0 && NOTHING.test(out)) return null;
  // What it printed may hold a secret: it is not told.
  if (code !== 0) throw unreadable(program, registry, `ended with ${code ?? 'no answer in time'}`);
  let answer: { Username?: unknown; Secret?: unknown } | null;
  try {
    answer = JSON.parse(out) as typeof answer;
  } catch {
    answer = null;
  }
  const { Username: username, Secret: secret } = answer ?? {};
  if (typeof username !== 'string' || typeof secret !== 'string')
    throw unreadable(program, registry, 'printed no Username and Secret');
  if (username === '' && secret === '') return null;
  return username === '<token>'
    ? { kind: 'identityToken', token: secret }
    : { kind: 'password', username, password: secret };
}
