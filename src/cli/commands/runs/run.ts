import path from 'node:path';
import { EngineError } from '../../../adapters/steps/EngineError.js';
import { Journal } from '../../../adapters/steps/Journal.js';
import { runSteps, type RunListener, type StepEvent } from '../../../adapters/steps/runSteps.js';
import { isMapping } from '../../../compiler/values/json.js';
import type { Setting } from '../../catalog/Setting.js';
import { compileHere } from '../../project/compileHere.js';
import { loadProject, productFolder, type Project } from '../../project/loadProject.js';
import { Failure } from '../../terminal/Failure.js';
import type { Engine, RunOptions, Running } from './engines/engine.js';
import { engineFor } from './engines/engineFor.js';
import { jsonPrinter, textPrinter, type RunPrinter } from './RunPrinter.js';
import { RunTeller } from './RunTeller.js';

const now = (): string => new Date().toISOString();

/** `--vars '{"start": "2026-01-01"}'`. Throws Failure 2 for what is no JSON object. */
function variablesIn(text: string | undefined): Readonly<Record<string, unknown>> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (isMapping(value)) return value;
  } catch {
    // It is told below.
  }
  throw new Failure(2, `--vars is a JSON object, e.g. '{"start": "2026-01-01"}', not ${text}`);
}

/** Compiles the product. Throws Failure 1, with what was found, where it does not compile. */
async function compiled(setting: Setting, folder: string, project: Project, options: RunOptions): Promise<Running> {
  const variables = variablesIn(options.vars);
  const runnable = await compileHere(setting, folder, project, options, variables);
  const targetDir = options.targetDir ?? path.join(folder, '.floe');
  return { setting, folder, project, runnable, options, variables, targetDir };
}

/** Ends what runs when somebody asks for it, or nobody reads on, so that what is done is kept; asked twice, at once. */
async function cancellable(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const cancel = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const each of signals) process.on(each, cancel);
  // It stays to the end of the process: each line that nobody reads is told.
  process.on('SIGPIPE', () => controller.abort());
  await work(controller.signal).finally(() => {
    for (const each of signals) process.off(each, cancel);
  });
}

const listener = (printer: RunPrinter, teller: RunTeller | null): RunListener => ({
  onStep: async (event) => {
    printer.step(event);
    await teller?.tell(event);
  },
  onLog: (step, line) => printer.log(step, line),
});

/** What compiling was, as a step. */
const compileEvents = (startedAt: string, endedAt: string): StepEvent[] => [
  { step: 'compile', status: 'running', at: startedAt, message: null, again: false },
  { step: 'compile', status: 'succeeded', at: endedAt, message: null, again: false },
];

/** Runs the steps to their end and tells of it. Throws Failure 1 where one failed, 2 where the catalog did not hear of all. */
async function carriedOut(
  running: Running,
  engine: Engine,
  compiling: readonly StepEvent[],
  signal: AbortSignal,
): Promise<void> {
  const { setting, options, runnable, targetDir } = running;
  const { terminal, client } = setting;
  const product = runnable.result.subject;
  const journal = await Journal.open(targetDir, product, options.fresh === true);
  const teller = options.offline ? null : await RunTeller.begin(client, product, journal.id, journal.startedAt);
  if (!options.offline && !teller)
    terminal.err(`floe: ${product} is not published: the catalog is told nothing of this run.`);
  const { id, batch } = journal;
  const onPage = async (externalUrl: string): Promise<void> =>
    teller?.tell({ status: 'running', at: now(), step: null, message: null, externalUrl });
  const steps = await engine.steps({ id, batch, isTold: teller !== null, onPage });
  const printer = options.json ? jsonPrinter(terminal) : textPrinter(terminal, steps.length + 1);
  await journal.begin();
  const of = { runId: id, product, engine: engine.name, where: engine.where };
  printer.begun({ ...of, resumed: journal.isResumed });
  const hears = listener(printer, teller);
  for (const event of compiling) await hears.onStep(event);
  const good = await runSteps(steps, journal, hears, signal);
  const status = good === null ? 'cancelled' : good ? 'succeeded' : 'failed';
  const endedAt = now();
  await teller?.tell({ status, at: endedAt, step: null, message: null });
  const words = `Run ${id} of ${product} ${status}: ${engine.where}`;
  printer.ended({ ...of, status, at: endedAt }, words);
  if (teller?.unheard)
    throw new Failure(2, `the catalog did not hear all of it (${teller.unheard}); \`floe run\` again tells it.`);
  await journal.ended(status, endedAt);
  const how = status === 'cancelled' ? 'was cancelled' : status;
  if (status !== 'succeeded') throw new Failure(1, `the run ${how}; \`floe run\` again goes on with it.`);
}

/** What would be done, step by step. */
async function printPlan({ setting, options }: Running, engine: Engine): Promise<void> {
  const steps = await engine.steps({ id: '', batch: '', isTold: !options.offline, onPage: async () => {} });
  if (options.json)
    return setting.terminal.out(JSON.stringify(steps.map(({ name, plan, needs }) => ({ name, plan, needs }))));
  for (const { name, plan } of steps) setting.terminal.out(`${name}: ${plan}`);
}

/**
 * `floe run [dir]` (ADR-0021, CLI commands): compiles a product, brings its data, builds and tests its models by DuckDB or
 * dbt, and tells the catalog of the run and of what was seen (docs/run.md). Goes on where the last run was cut off or
 * failed. Throws Failure 1 where it does not compile or a step failed, 2 where the engine or the catalog cannot be had.
 */
export async function run(setting: Setting, named: string | undefined, options: RunOptions): Promise<void> {
  const folder = await productFolder(named);
  const project = await loadProject(folder, null);
  const startedAt = now();
  const running = await compiled(setting, folder, project, options);
  const compiling = compileEvents(startedAt, now());
  try {
    const engine = await engineFor(running);
    try {
      if (options.dryRun) await printPlan(running, engine);
      else await cancellable((signal) => carriedOut(running, engine, compiling, signal));
    } finally {
      engine.close();
    }
  } catch (error) {
    if (error instanceof EngineError) throw new Failure(2, error.message);
    throw error;
  }
}
