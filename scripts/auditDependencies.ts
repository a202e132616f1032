import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/** What package-lock.json says of a package. */
export interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly deprecated?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly link?: boolean;
}

export interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}

/** Licences under which a package may be shipped with the catalog, and those under which it may work on it besides. */
const SHIPPED = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT']);
const WORKING = new Set([...SHIPPED, 'CC-BY-4.0', 'Elastic-2.0', 'EPL-2.0', 'MPL-2.0', 'Python-2.0', 'Unlicense']);

const ASK_MS = 30_000;

/** Whether an SPDX expression of AND and OR is met; of what is joined by OR one is enough. */
function isMet(expression: string, allowed: ReadonlySet<string>): boolean {
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  if (plain.includes(' OR ')) return plain.split(' OR ').some((each) => isMet(each, allowed));
  return plain.split(' AND ').every((each) => allowed.has(each.trim()));
}

const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** The packages of the table of a page that has this in its head. */
function namedUnder(page: string, head: string): readonly string[] {
  const [, behind = ''] = page.split(head);
  const [table = ''] = behind.split('\n\n');
  return [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) => cell.split(', '));
}

const isNamed = (name: string, names: readonly string[]): boolean =>
  names.some((each) => each === name || (each.endsWith('/*') && name.startsWith(each.slice(0, -1))));

/** What is wrong with the packages of a lock, a line each. Asks nobody. */
export function auditLock(lock: Lock, page: string): string[] {
  const scripts = namedUnder(page, '| runs a script, which |');
  const excepted = namedUnder(page, '| is shipped under |');
  return Object.entries(lock.packages).flatMap(([place, locked]) => {
    if (place === '') return [];
    const { version = '', resolved, integrity, license, deprecated, hasInstallScript, dev, link } = locked;
    const name = nameOf(place);
    const licences = dev || isNamed(name, excepted) ? WORKING : SHIPPED;
    return [
      ...(link ? ['is a link to a folder: packages come from the registry'] : []),
      ...(integrity?.startsWith('sha512-') ? [] : ['has no sha512 of its content (integrity)']),
      ...(resolved === undefined
        ? []
        : [`is fetched from ${resolved}: leave addresses to npm, they differ by machine`]),
      ...(license !== undefined && isMet(license, licences)
        ? []
        : [`is under ${license ?? 'no licence'}, which is none of ${[...licences].join(', ')}`]),
      ...(deprecated === undefined ? [] : [`is deprecated: ${deprecated}`]),
      ...(hasInstallScript && !isNamed(name, scripts)
        ? ['runs a script when it is installed: docs/dependencies.md does not name it']
        : []),
    ].map((fault) => `${name} ${version} ${fault}`);
  });
}

interface Advisories {
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range: string }>>;
  readonly error?: unknown;
}

/** What the registry knows against the packages that are shipped, from high on; null where none answers. */
async function advisories(): Promise<readonly string[] | null> {
  const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=10000'];
  const asked = promisify(execFile)('npm', args, { timeout: ASK_MS }).catch((error: unknown) => error);
  const { stdout = '' } = (await asked) as { readonly stdout?: string };
  try {
    const { vulnerabilities, error } = JSON.parse(stdout) as Advisories;
    if (error !== undefined || !vulnerabilities) return null;
    return Object.entries(vulnerabilities)
      .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
      .map(([name, { severity, range }]) => `${name} ${range} has a vulnerability that is ${severity}: npm audit`);
  } catch {
    return null;
  }
}

async function audit(): Promise<void> {
  const read = (file: string): string => readFileSync(path.join(import.meta.dirname, '..', file), 'utf8');
  const lock = JSON.parse(read('package-lock.json')) as Lock;
  const faults = auditLock(lock, read('docs/dependencies.md'));
  const known = await advisories();
  for (const fault of [...faults, ...(known ?? [])]) console.error(fault);
  const count = Object.keys(lock.packages).length - 1;
  const asked = known === null ? 'advisories skipped: no registry answers' : `${known.length} advisories`;
  console.log(`dependencies: ${count} packages, ${faults.length} faults, ${asked}`);
  if (faults.length + (known?.length ?? 0) > 0) process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) await audit();
