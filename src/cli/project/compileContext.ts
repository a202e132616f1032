import type { MeshFacts } from '../../compiler/input.js';
import { Failure } from '../terminal/Failure.js';
import { readText } from '../terminal/files.js';

/** What `floe context` writes: all that a compilation must know of the mesh, as it was gathered. */
export interface CompileContext {
  readonly format: typeof FORMAT;
  readonly mesh: MeshFacts;
}

export const FORMAT = 'floe-compile-context/1';

/** The mesh of somebody who is alone: enough for a centralized project with its platform-manifest.yaml. */
export const ALONE: MeshFacts = {
  refs: [],
  providerPorts: [],
  upstreamPorts: [],
  publishedProducts: [],
  domains: [],
  standingContracts: [],
  notices: [],
  claimedTables: [],
  standing: null,
  now: '1970-01-01T00:00:00.000Z',
};

/** Reads a context file. Throws Failure 2 for what is none, or of another format. */
export async function readContext(file: string): Promise<MeshFacts> {
  let context: Partial<CompileContext> | null;
  try {
    context = JSON.parse(await readText(file)) as Partial<CompileContext> | null;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(2, `${file} is no JSON: write it with \`floe context --output ${file}\`.`);
  }
  if (context?.format !== FORMAT || !context.mesh)
    throw new Failure(
      2,
      `${file} is no context of the format ${FORMAT}: write it with \`floe context --output ${file}\`.`,
    );
  return { ...ALONE, ...context.mesh };
}
