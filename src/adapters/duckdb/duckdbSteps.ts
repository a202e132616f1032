import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunInput, RunModel, RunPlan, RunTest } from '../../compiler/run/plan.js';
import { hashOf } from '../steps/hashOf.js';
import type { Step, StepResult } from '../steps/step.js';
import { build, isThere, load } from './build.js';
import { name, tableName, testSql } from './sql.js';
import type { Warehouse } from './Warehouse.js';

/** A product that is run on DuckDB. */
export interface DuckDbRun {
  readonly warehouse: Warehouse;
  readonly plan: RunPlan;
  /** The folder of the product. */
  readonly folder: string;
  /** Where the SQL that is run is written, to be looked at. */
  readonly target: string;
  /** The id of the runs that go on with one another. */
  readonly batch: string;
  /** Incremental models are built anew. */
  readonly isFull: boolean;
}

/** What is kept of the tests of a model: what its observations are made of. */
export interface Tested {
  readonly results: readonly {
    readonly test: string;
    readonly column: string;
    readonly failures: number;
    readonly passed: boolean;
    readonly warns: boolean;
  }[];
  readonly rows: number;
  /** When its newest row was loaded, ISO 8601 UTC; null where no column says so, or there is none. */
  readonly dataAt: string | null;
}

const DONE: StepResult = { failed: null, kept: null };

/** What DuckDB says, without the SQL that it points into: that is in the target folder. */
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).trim();

/** Does what may be refused by DuckDB, in a way that can be interrupted. */
async function tried(
  { warehouse }: DuckDbRun,
  signal: AbortSignal,
  place: string,
  work: () => Promise<StepResult>,
): Promise<StepResult> {
  const interrupt = (): void => warehouse.interrupt();
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    return await work();
  } catch (error) {
    return { failed: `${place}: ${reasonOf(error)}`, kept: null };
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}

const digestOf = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

const inputName = ({ name: of, location }: RunInput): string => `${location ? 'source' : 'seed'} ${of}`;

/** A table that models begin with: loaded from its CSV, or there already. */
async function inputStep(run: DuckDbRun, input: RunInput): Promise<Step> {
  const { warehouse, folder, batch } = run;
  const { table, file } = input;
  const step = inputName(input);
  if (file === null) {
    const [source = '', of = ''] = input.name.split('.');
    return {
      name: step,
      plan: `look for the rows of ${input.name} in ${tableName(table)}`,
      hash: hashOf('source', table),
      needs: [],
      run: (signal) =>
        tried(run, signal, step, async () =>
          (await isThere(warehouse, table)) ? DONE : { failed: noRows(input, source, of), kept: null },
        ),
    };
  }
  const csv = path.join(folder, file);
  const hash = hashOf('csv', table, await digestOf(csv));
  return {
    name: step,
    plan: `load ${file} into ${tableName(table)}`,
    hash,
    needs: [],
    run: (signal) =>
      tried(run, signal, file, () =>
        warehouse.once({ batch, name: step, hash }, async () => {
          await load(warehouse, table, csv);
          return DONE;
        }),
      ),
  };
}

const noRows = ({ location, table }: RunInput, source: string, of: string): string => {
  const place = location ? `${location.file}:${location.line}:${location.column}: ` : '';
  return `${place}the source ${source}.${of} has no rows here: lay them down as seeds/${source}/${of}.csv, or load the table ${tableName(table)} into the database.`;
};

interface Named {
  readonly hashes: ReadonlyMap<string, string>;
  readonly steps: ReadonlyMap<string, readonly string[]>;
}

function modelStep(run: DuckDbRun, model: RunModel, { hashes, steps }: Named): Step {
  const { warehouse, target, batch, isFull } = run;
  const { sql, nextSql, materialized, uniqueKey, table, file, reads } = model;
  const step = `model ${model.name}`;
  const hash = hashOf(
    'model',
    { sql, nextSql, materialized, uniqueKey, table, isFull },
    reads.map((each) => hashes.get(each)),
  );
  return {
    name: step,
    plan: `make the ${materialized} ${tableName(table)} of ${file}`,
    hash,
    needs: reads.flatMap((each) => steps.get(each) ?? []).filter((each) => each !== step),
    run: (signal) =>
      tried(run, signal, file, async () => {
        const compiled = path.join(target, 'compiled', file);
        await mkdir(path.dirname(compiled), { recursive: true });
        await writeFile(compiled, `${nextSql ?? sql}\n`);
        return warehouse.once({ batch, name: step, hash }, async () => {
          await build(warehouse, model, isFull);
          return DONE;
        });
      }),
  };
}

async function newest(warehouse: Warehouse, { table, loadedAt }: RunModel): Promise<string | null> {
  if (loadedAt === null) return null;
  const millis = await warehouse.number(
    `SELECT epoch_ms(max(CAST(${name(loadedAt)} AS TIMESTAMPTZ))) FROM ${tableName(table)}`,
  );
  return millis === 0 ? null : new Date(millis).toISOString();
}

const failureOf = ({ test, column, failures }: Tested['results'][number]): string =>
  `${test} of ${column} (${failures})`;

function testStep(run: DuckDbRun, model: RunModel, { hashes, steps }: Named): Step | null {
  const { warehouse } = run;
  const { tests, ports, table, otherTests } = model;
  if (tests.length === 0 && ports.length === 0) return null;
  const made = `model ${model.name}`;
  const targets = tests.flatMap(({ to }) => to?.name ?? []);
  const look = async (test: RunTest): Promise<Tested['results'][number]> => {
    const failures = await warehouse.number(testSql(table, test));
    return { test: test.test, column: test.column, failures, passed: failures === 0, warns: test.warns };
  };
  return {
    name: `test ${model.name}`,
    plan: `run ${tests.length} tests of ${tableName(table)}`,
    hash: hashOf(
      'test',
      tests,
      model.loadedAt,
      hashes.get(model.name),
      targets.map((each) => hashes.get(each)),
    ),
    needs: [made, ...targets.flatMap((each) => steps.get(each)?.[0] ?? [])],
    run: (signal, log) =>
      tried(run, signal, model.file, async () => {
        const results: Tested['results'][number][] = [];
        for (const test of tests) results.push(await look(test));
        const rows = await warehouse.number(`SELECT count(*) FROM ${tableName(table)}`);
        const kept: Tested = { results, rows, dataAt: await newest(warehouse, model) };
        if (otherTests.length > 0) log(`not run here, dbt runs them: ${[...new Set(otherTests)].join(', ')}`);
        const missed = results.filter(({ passed }) => !passed);
        for (const each of missed.filter(({ warns }) => warns)) log(`warns: ${failureOf(each)}`);
        const failed = missed.filter(({ warns }) => !warns).map(failureOf);
        return { failed: failed.length === 0 ? null : `${model.file}: not as it is to be: ${failed.join(', ')}`, kept };
      }),
  };
}

/** The steps of a run on DuckDB: sources and seeds, then each model with its tests. Throws where a CSV cannot be read. */
export async function duckdbSteps(run: DuckDbRun): Promise<Step[]> {
  const found: Step[] = [];
  const hashes = new Map<string, string>();
  const steps = new Map<string, readonly string[]>();
  for (const input of run.plan.inputs) {
    const step = await inputStep(run, input);
    found.push(step);
    hashes.set(input.name, step.hash);
    steps.set(input.name, [step.name]);
  }
  for (const model of run.plan.models) {
    const made = modelStep(run, model, { hashes, steps });
    hashes.set(model.name, made.hash);
    const tested = testStep(run, model, { hashes, steps });
    found.push(made, ...(tested ? [tested] : []));
    steps.set(model.name, [made.name, ...(tested ? [tested.name] : [])]);
  }
  return found;
}
