import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { credentialsOfHelper, type Credentials } from './credentialHelper.js';
import { OciError } from './OciError.js';

type Environment = Readonly<Record<string, string | undefined>>;

interface Entry {
  readonly auth?: unknown;
  readonly username?: unknown;
  readonly password?: unknown;
  readonly identitytoken?: unknown;
}

/** What we read of `config.json`; all of it is checked where it is used. */
interface DockerConfig {
  readonly auths?: Readonly<Record<string, Entry | null>> | null;
  readonly credHelpers?: Readonly<Record<string, unknown>> | null;
  readonly credsStore?: unknown;
}

/** Where `docker login` writes: `DOCKER_CONFIG`, else `~/.docker`. */
const fileOf = (env: Environment): string =>
  path.join(env['DOCKER_CONFIG'] || path.join(env['HOME'] || homedir(), '.docker'), 'config.json');

/** Docker Hub's old address, under which its credentials are kept to this day. */
const DOCKER_HUB = 'https://index.docker.io/v1/';
const isDockerHub = (host: string): boolean => ['docker.io', 'index.docker.io', 'registry-1.docker.io'].includes(host);

/** `https://registry.acme.com/v2/` -> `registry.acme.com`; a path below the host is kept. */
const plain = (key: string): string =>
  key
    .replace(/^https?:\/\//, '')
    .replace(/\/v[12]\/?$/, '')
    .replace(/\/+$/, '')
    .toLowerCase();

/** The longest key that names the registry or a path above the repository. */
function entryFor<T>(entries: Readonly<Record<string, T>>, host: string, repository: string): [string, T] | null {
  const whole = `${host}/${repository}/`;
  const [best] = Object.entries(entries)
    .filter(([key]) => whole.startsWith(`${plain(key)}/`) || (isDockerHub(host) && key === DOCKER_HUB))
    .sort(([a], [b]) => plain(b).length - plain(a).length);
  return best ?? null;
}

function unreadable(file: string, what: string): OciError {
  return new OciError({
    code: 'CREDENTIALS_UNREADABLE',
    where: file,
    what,
    expected: 'what `docker login` writes',
    mend: 'Mend it, or sign in again (docker login)',
  });
}

async function configOf(file: string): Promise<DockerConfig> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    throw unreadable(file, `it cannot be read (${code})`);
  }
  try {
    const config = JSON.parse(text) as DockerConfig | null;
    if (config && typeof config === 'object') return config;
  } catch {
    // Told below: what does not parse may hold a secret, and is not shown.
  }
  throw unreadable(file, 'it is no JSON object');
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function credentialsIn(file: string, key: string, entry: Entry): Credentials | null {
  const token = text(entry.identitytoken);
  if (token) return { kind: 'identityToken', token };
  const [username, password] = [text(entry.username), text(entry.password)];
  if (username && password) return { kind: 'password', username, password };
  const auth = text(entry.auth);
  if (!auth) return null;
  const decoded = Buffer.from(auth, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 1) throw unreadable(file, `auths["${key}"].auth is not name:password in base64`);
  return {
    kind: 'password',
    username: decoded.slice(0, colon),
    password: decoded.slice(colon + 1).replace(/\0+$/, ''),
  };
}

/**
 * What docker's config.json has for a repository: of the helper that `credHelpers` names for its registry, else of `auths`,
 * else of `credsStore`; null for nothing. Throws OciError CREDENTIALS_UNREADABLE where the file or its helper cannot be used.
 */
export async function dockerCredentials(
  env: Environment,
  host: string,
  repository: string,
): Promise<Credentials | null> {
  const file = fileOf(env);
  const { auths, credHelpers, credsStore } = await configOf(file);
  const asked = isDockerHub(host) ? DOCKER_HUB : host;
  const [, helper] = entryFor(credHelpers ?? {}, host, repository) ?? [];
  if (typeof helper === 'string') return credentialsOfHelper(helper, asked);
  const [key, entry] = entryFor(auths ?? {}, host, repository) ?? [];
  const own = key !== undefined && entry ? credentialsIn(file, key, entry) : null;
  // `docker login` leaves an empty entry in auths where the store has the password.
  return own ?? (text(credsStore) ? credentialsOfHelper(String(credsStore), asked) : null);
}
