import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';
import { generateMesh } from '../../test/support/generateMesh.js';
import { median, round } from '../measure.js';
import type { Measured } from '../measured.js';
import type { PublishedBy, ToPublish } from './publishChild.js';
import type { Dialect, Stores } from '../stores/stores.js';

/** The build that publishing is held against: the last one before publishing was worked on. */
const BEFORE = '0f8044e';
const ROOT = path.resolve(import.meta.dirname, '../..');
const ROUNDS = 10;

const run = promisify(execFile);

/** The one package that both builds have and that is more than its files: what it is built of lies with ours. */
const BUILT = 'node_modules/better-sqlite3/build';

/** Puts the sources of that build with their packages into a folder; false where they cannot be had. */
async function checkOut(folder: string): Promise<boolean> {
  try {
    await run('git', ['clone', '--quiet', '--no-checkout', ROOT, folder]);
    await run('git', ['checkout', '--quiet', BEFORE], { cwd: folder });
    // Without the scripts of its packages: its own builds what nobody runs here.
    const install = ['ci', '--silent', '--no-audit', '--no-fund', '--ignore-scripts'];
    await run('npm', install, { cwd: folder, maxBuffer: 1 << 26 });
    await cp(path.join(ROOT, BUILT), path.join(folder, BUILT), { recursive: true });
    return true;
  } catch (error) {
    console.log(`(without ${BEFORE}, which could not be made: ${String(error).split('\n')[0]})`);
    return false;
  }
}

/** A process that publishes into a store with the build in a folder. */
async function startIn(folder: string, url: string): Promise<ChildProcess> {
  const script = path.join(import.meta.dirname, 'publishChild.ts');
  const child = fork(script, [url], { cwd: folder, execArgv: ['--import', 'tsx'] });
  await once(child, 'message');
  return child;
}

async function publish(child: ChildProcess, asked: ToPublish): Promise<PublishedBy> {
  const stop = new AbortController();
  const of = async (event: string): Promise<unknown> => ((await once(child, event, stop)) as unknown[])[0];
  const ended = of('exit').then((code) => {
    throw new Error(`the process that publishes ended with ${String(code)}`);
  });
  child.send(asked);
  try {
    return (await Promise.race([of('message'), ended])) as PublishedBy;
  } finally {
    stop.abort();
    ended.catch(() => undefined);
  }
}

/** A product with the dbt project that makes its tables: three models, each with its SQL. */
function withSql(request: ProductRequest): ProductRequest {
  const table = /table: (\S+)/.exec(request.source)?.[1] ?? '';
  const [namespace = '', , name = ''] = table.split('.');
  const columns = [...(request.source.split('    sla:')[0] ?? '').matchAll(/name: (column_\d+)/g)].map(
    ([, each]) => each,
  );
  const models = ['bronze', 'silver', 'gold'].map((layer) => `${layer}_${namespace}_${name}`);
  const select = columns.map((column) => `    coalesce(source.${column}, other.${column}) as ${column}`).join(',\n');
  const sql = (from: string): string =>
    `with source as (select * from ${from}),\nother as (select * from ${from})\nselect\n${select}\nfrom source\nleft join other on other.column_0 = source.column_0\n`;
  const described = models.map(
    (model) =>
      `  - name: ${model}\n    description: Made by the bench\n    meta: {floe: {primary_key: [column_0]}}\n    data_tests: [dbt_utils.recency: {datepart: day, field: column_0, interval: 1}]\n    columns:\n${columns.map((column) => `      - {name: ${column}, description: c, data_tests: [not_null, unique]}`).join('\n')}`,
  );
  const files = [
    { path: 'dbt_project.yml', content: `name: bench\nversion: "1.0.0"\nmodel-paths: [models]\n` },
    { path: 'models/schema.yml', content: `version: 2\nmodels:\n${described.join('\n')}\n` },
    ...models.map((model, at) => ({
      path: `models/${['bronze', 'silver', 'gold'][at] ?? ''}/${model}.sql`,
      content: sql(at === 0 ? 'raw.orders' : `{{ ref('${models[at - 1] ?? ''}') }}`),
    })),
  ];
  return { ...request, source: `${request.source}transforms:\n  - type: dbt\n    path: models/\n`, files };
}

const KINDS: Readonly<Record<string, (request: ProductRequest) => ProductRequest>> = {
  'without SQL': (request) => request,
  'with SQL': withSql,
};

/** Of the rounds of one side: products a second, and of each product the CPU time and the time in the compiler. */
function told(rounds: readonly PublishedBy[], products: number): (string | number)[] {
  const of = (each: (took: PublishedBy) => number): number => median(rounds.map(each));
  const ms = (seconds: number): string => `${round((seconds * 1000) / products)} ms`;
  return [
    round(of(({ seconds }) => products / seconds)),
    ms(of(({ cpu }) => cpu)),
    ms(of(({ compiling }) => compiling)),
  ];
}

async function compare(folder: string, size: number, dialect: Dialect, stores: Stores): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const [kind, made] of Object.entries(KINDS)) {
    const { manifests, products } = generateMesh({ products: size });
    const sides = await Promise.all([ROOT, folder].map(async (each) => startIn(each, await stores.empty(dialect))));
    try {
      for (const side of sides) await publish(side, { manifests, products: [] });
      const rounds: PublishedBy[][] = [];
      const each = Math.ceil(size / ROUNDS);
      for (let at = 0; at < size; at += each) {
        const part = products.slice(at, at + each).map(made);
        const took: PublishedBy[] = [];
        for (const side of sides) took.push(await publish(side, { manifests: [], products: part }));
        rounds.push(took);
      }
      // The first round warms both.
      const later = rounds.slice(1);
      const ratio = median(later.map(([now, then]) => (then?.seconds ?? NaN) / (now?.seconds ?? NaN)));
      const cells = sides.flatMap((_, side) =>
        told(
          later.map((took) => took[side] as PublishedBy),
          each,
        ),
      );
      console.log(`| ${[`${size} on ${dialect}, ${kind}`, ...cells, round(ratio)].join(' | ')} |`);
      measured.push({ name: `before.${kind === 'with SQL' ? 'sql' : 'plain'}.${dialect}`, size, value: ratio });
    } finally {
      const ended = sides.map((side) => once(side, 'exit'));
      for (const side of sides) side.disconnect();
      await Promise.all(ended);
    }
  }
  return measured;
}

/**
 * `npm run bench before`: publications one by one, beside the build of commit 0f8044e, in turn, each in a process and a
 * store of its own; the CPU time of each, and the time that both spend in their compilers apart.
 */
export async function benchBefore(sizes: readonly number[], stores: Stores): Promise<Measured[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'floe-before-'));
  try {
    if (!(await checkOut(folder))) return [];
    const measured: Measured[] = [];
    const columns = ['per second', 'CPU, each', 'compiling, each'];
    const head = ['products', ...columns, ...columns.map((each) => `${BEFORE}, ${each}`), 'times as many'];
    console.log(`| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|`);
    for (const size of sizes)
      for (const dialect of stores.dialects) measured.push(...(await compare(folder, size, dialect, stores)));
    return measured;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
