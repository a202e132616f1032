import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { carryOut } from '../../src/adapters/deploy/deploy.js';
import { inParallel } from '../../src/adapters/deploy/inParallel.js';
import { Polaris } from '../../src/adapters/polaris/Polaris.js';
import { polarisSettings } from '../../src/adapters/polaris/settings.js';
import { wantedOf, type DeployedNamespace } from '../../src/compiler/deployment/wanted.js';
import { median, round } from '../measure.js';
import type { Measured } from '../measured.js';

/** As the adapter asks. */
const AT_ONCE = 8;
const ROUNDS = 3;

interface Asked {
  readonly asked: readonly string[];
  readonly problems: readonly string[];
}

type Environment = Readonly<Record<string, string>>;

const told = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) => reject(new Error(`the server of a measurement ended with ${code}`)));
  });

/** Does something with an empty server of its own process: how long it took, in milliseconds, and what was asked of it. */
async function timed(work: (env: Environment) => Promise<void>): Promise<{ ms: number } & Asked> {
  const child = fork(path.join(import.meta.dirname, 'polarisChild.ts'));
  const env = await told<Environment>(child);
  const begun = performance.now();
  await work(env);
  const ms = performance.now() - begun;
  const ended = told<Asked>(child);
  child.send('end');
  return { ms, ...(await ended) };
}

/** So many namespaces: domains of four, each with one grant. */
function namespaces(count: number): DeployedNamespace[] {
  return Array.from({ length: count }, (_, nth) => {
    const domain = `d${Math.floor(nth / 4)}`;
    const layer = ['', '.bronze', '.silver', '.gold'][nth % 4] ?? '';
    const grant = {
      grantee: domain,
      granteeKind: 'domain',
      access: layer === '.gold' ? 'read' : 'read_write',
    } as const;
    return { path: `${domain}${layer}`, domain, grants: [grant] };
  });
}

async function deploy(env: Environment, count: number): Promise<void> {
  const wanted = wantedOf({ namespaces: namespaces(count), ports: [] }, null);
  const polaris = new Polaris(polarisSettings(env), wanted);
  await carryOut(polaris, await polaris.plan({ prune: false }), { prune: false });
}

/** The same requests, made by hand. */
async function alone(env: Environment, asked: readonly string[]): Promise<void> {
  let authorization = '';
  const ask = async (line: string): Promise<void> => {
    const [, method = '', address = '', body] = /^(\S+) (\S+)(?: (.*))?$/s.exec(line) ?? [];
    const type = address.endsWith('/oauth/tokens') ? 'application/x-www-form-urlencoded' : 'application/json';
    const headers = { authorization, ...(body !== undefined && { 'content-type': type }) };
    const response = await fetch(`${env['POLARIS_URL']}${address}`, { method, headers, body: body ?? null });
    const text = await response.text();
    if (!response.ok) throw new Error(`${line}: ${response.status} ${text}`);
    if (authorization === '') authorization = `Bearer ${(JSON.parse(text) as { access_token: string }).access_token}`;
  };
  const [token = '', ...others] = asked;
  await ask(token);
  await inParallel(others, AT_ONCE, ask);
}

/** Whether all is as it should be: nothing that the documents do not allow, and no write twice. */
function check({ asked, problems }: Asked): void {
  const writes = asked.filter((line) => !line.startsWith('GET '));
  if (problems.length > 0 || new Set(writes).size < writes.length)
    throw new Error(`asked wrong, or twice: ${problems[0]}`);
}

/** Deploying so many namespaces with grants to an empty Polaris, beside its requests alone. */
export async function benchDeploy(sizes: readonly number[]): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const size of sizes) {
    const pairs: { ours: number; alone: number }[] = [];
    for (let nth = 0; nth < ROUNDS; nth += 1) {
      const ours = await timed((env) => deploy(env, size));
      check(ours);
      const theirs = await timed((env) => alone(env, ours.asked));
      pairs.push({ ours: ours.ms, alone: theirs.ms });
      console.log(`${ours.asked.length} requests: ${ours.ms.toFixed(0)} ms, alone ${theirs.ms.toFixed(0)} ms`);
    }
    const value = median(pairs.map((pair) => pair.ours / pair.alone));
    console.log(`${size} namespaces: ${round(value)} times its requests alone`);
    measured.push({ name: 'deploy.of-requests', size, value });
  }
  return measured;
}
