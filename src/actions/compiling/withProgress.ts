import type { Stage } from '../../compiler/result.js';
import { compileHere } from './compileHere.js';
import type { Watched } from '../kit/needs.js';
import type { Toolkit } from '../kit/toolkit.js';

/**
 * The stages as they are told: a second run of one action (the mesh has moved meanwhile, or a table that is named belongs
 * to another product) tells those that came out differently, so that the last one of an index is what is recorded.
 */
function stagesTo(watched: Watched): (stage: Stage) => void {
  const told = new Map<number, Stage>();
  return (stage) => {
    const before = told.get(stage.index);
    if (before && JSON.stringify(before) === JSON.stringify(stage)) return;
    told.set(stage.index, stage);
    watched.stage(stage);
  };
}

/** Carries out an action that compiles; where the client named it, those who watch that name hear of its stages. */
export async function withProgress<A>(
  kit: Toolkit,
  { progressId }: { readonly progressId?: string | null },
  action: (kit: Toolkit) => Promise<A>,
): Promise<A> {
  if (progressId == null || !kit.watching) return action(kit);
  const watched = kit.watching(progressId);
  const onStage = stagesTo(watched);
  const { compiling = compileHere } = kit;
  try {
    return await action({ ...kit, compiling: (name, input) => compiling(name, input, onStage) });
  } finally {
    watched.end();
  }
}
