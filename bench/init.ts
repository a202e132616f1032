import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildDist } from '../scripts/build.js';
import { median, round } from './measure.js';
import type { Measured } from './measured.js';

const DIST = path.join(import.meta.dirname, '..', 'dist');

/** What a process did: seconds from its start to its end, and of all processors. */
interface Ran {
  readonly wall: number;
  readonly cpu: number;
}

/** Loaded into what is measured, it tells at the end what the process took of the processors, in microseconds. */
const TELL = `import { writeSync } from 'node:fs';
process.on('exit', () => { const { user, system } = process.cpuUsage(); writeSync(3, String(user + system)); });`;

async function floe(url: string, ...args: string[]): Promise<Ran> {
  const begun = performance.now();
  const options = ['--import', `data:text/javascript,${encodeURIComponent(TELL)}`, path.join(DIST, 'floe.js')];
  const child = spawn(process.execPath, [...options, ...args], {
    env: { ...process.env, FLOE_CATALOG_URL: url },
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  let told = '';
  child.stdio[3]?.on('data', (part: Buffer) => (told += String(part)));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`floe ${args.join(' ')} ended with ${String(code)}`);
  return { wall: (performance.now() - begun) / 1000, cpu: Number(told) / 1e6 };
}

/** The example's catalog, as it is built. */
async function startDemo(): Promise<{ readonly url: string; readonly end: () => void }> {
  const child = spawn(process.execPath, [path.join(DIST, 'demo.js')], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (part: Buffer) => {
      const [found] = /http:\/\/\S+:\d+/.exec((said += String(part))) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the demo ended with ${code}`)));
  });
  return { url, end: () => child.kill() };
}

/** `floe init` and the first `floe compile` of what it made, beside `floe compile` of the same alone; so many rounds, in turn. */
export async function benchInit(sizes: readonly number[]): Promise<Measured[]> {
  await buildDist();
  const folder = await mkdtemp(path.join(tmpdir(), 'floe-bench-'));
  const demo = await startDemo();
  const measured: Measured[] = [];
  try {
    for (const size of sizes) {
      const rounds: { init: Ran; first: Ran; alone: Ran }[] = [];
      for (let nth = 0; nth < size; nth += 1) {
        const product = path.join(folder, `churn-${size}-${nth}`);
        const init = await floe(demo.url, 'init', product, '--domain=sales:v2.1.0');
        const first = await floe(demo.url, 'compile', product);
        rounds.push({ init, first, alone: await floe(demo.url, 'compile', product) });
      }
      for (const what of ['wall', 'cpu'] as const) {
        const value = median(rounds.map(({ init, first, alone }) => (init[what] + first[what]) / alone[what]));
        const [init, first, alone] = (['init', 'first', 'alone'] as const).map((step) =>
          median(rounds.map((each) => each[step][what])),
        );
        console.log(
          `${what}: init ${round(init ?? 0)} s, first compile ${round(first ?? 0)} s, compile alone ${round(alone ?? 0)} s; ${round(value)} times`,
        );
        measured.push({ name: `init.of-compile.${what}`, size, value });
      }
    }
  } finally {
    demo.end();
    await rm(folder, { recursive: true });
  }
  return measured;
}
