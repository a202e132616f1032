import type { MeshFacts } from '../../compiler/input.js';
import { askContext, OF_PRODUCT } from '../catalog/askContext.js';
import type { Setting } from '../catalog/Setting.js';
import { Failure } from '../terminal/Failure.js';
import { ALONE, readContext } from './compileContext.js';
import type { Project } from './loadProject.js';

/** Where what a compilation must know of the mesh comes from. */
export interface MeshOptions {
  readonly offline?: boolean;
  readonly context?: string;
}

/**
 * What a product must know of the mesh to be compiled here: as the catalog tells it, or offline a context file, or nothing.
 * Throws Failure 2 for `--context` without `--offline` and for what is no context, and as `Client.ask` does.
 */
export async function meshOf(
  { client }: Setting,
  project: Project & { readonly environment?: string },
  { offline, context }: MeshOptions,
): Promise<MeshFacts> {
  if (!offline && context !== undefined) throw new Failure(2, '--context goes with --offline.');
  if (!offline) return askContext(client, OF_PRODUCT, project);
  return context === undefined ? ALONE : readContext(context);
}
