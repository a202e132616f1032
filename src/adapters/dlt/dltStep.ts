import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { called } from '../steps/called.js';
import { hashOf } from '../steps/hashOf.js';
import { mustBeOnPath } from '../steps/mustBeOnPath.js';
import type { Step } from '../steps/step.js';

/** An input port that a pipeline of dlt brings in. */
export interface DltRun {
  /** The name of the port. */
  readonly port: string;
  /** The folder of the product. */
  readonly folder: string;
  /** The id of the run. */
  readonly runId: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is brought anew in each run that goes on with no other: the first run of those. */
  readonly batch: string;
}

/** Where the pipeline of a port lies, from the folder of the product. */
export const pipelineOf = (port: string): string => `ingestion/${port}.py`;

const PROGRAM = 'python3';
const MISSING =
  'python3 is not on PATH: pipelines of dlt are Python. `pip install dlt` brings dlt itself, with an extra for the destination (`dlt[duckdb]`).';

/** The pipeline of a port, as text; null where there is none. */
export async function pipelineText({ folder, port }: Pick<DltRun, 'folder' | 'port'>): Promise<string | null> {
  try {
    return await readFile(path.join(folder, pipelineOf(port)), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** A pipeline of dlt as a step. Throws EngineError where Python is not installed. */
export async function dltStep(run: DltRun, text: string): Promise<Step> {
  const { port, folder, runId, env, batch } = run;
  await mustBeOnPath(PROGRAM, env, MISSING);
  return {
    name: `ingest ${port}`,
    plan: `${PROGRAM} ${pipelineOf(port)}`,
    hash: hashOf('dlt', text, batch),
    needs: [],
    run: async (signal, log) => {
      const more = { FLOE_RUN_ID: runId, FLOE_INPUT_PORT: port, RUNTIME__DLTHUB_TELEMETRY: 'false' };
      const call = { program: PROGRAM, parameters: [pipelineOf(port)], env: { ...env, ...more }, folder };
      const code = await called(call, signal, log);
      const failed = code === 0 ? null : `${pipelineOf(port)} ended with ${code}: what it said is above.`;
      return { failed, kept: null };
    },
  };
}
