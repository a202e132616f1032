import type { CompiledService } from '../artifact.js';
import { approvedPlugins } from '../inherit/approval.js';
import type { EffectivePlatform } from '../inherit/policy/platform.js';

/** A plugin that a product may use. */
export interface Plugin {
  readonly type: string;
  /** What the manifests say of it: `services`, and `plugins.<category>.config`. */
  readonly config: CompiledService['config'];
}

/**
 * The plugin of a category that products of a platform use: the chosen one; where none is chosen the usual one, if it is
 * approved, else the first that is (decision 9). null where the category is closed and nothing in it approved.
 */
export function chosenPlugin(
  platform: Pick<EffectivePlatform, 'effective' | 'services'>,
  category: string,
  usual: string,
): Plugin | null {
  const chosen = platform.services.find(({ kind }) => kind === category);
  if (chosen) return { type: chosen.type, config: chosen.config };
  const allowed = approvedPlugins(platform.effective, category) ?? [usual];
  const type = allowed.includes(usual) ? usual : allowed[0];
  return type === undefined ? null : { type, config: null };
}
