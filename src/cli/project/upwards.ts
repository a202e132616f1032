import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../terminal/Failure.js';

export const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

export interface FoundUpwards {
  /** As seen from where you are: `.`, `../..`. */
  readonly folder: string;
  /** The first of the names that stands there. */
  readonly name: string;
}

/**
 * The nearest folder, from this one upwards, that has a file of one of these names: as git finds its repository. Throws
 * Failure 2 where there is none up to the root.
 */
export async function upwards(names: readonly string[], mend: string): Promise<FoundUpwards> {
  const here = process.cwd();
  for (let at = here; ; at = path.dirname(at)) {
    const folder = path.relative(here, at) || '.';
    for (const name of names) if (await exists(path.join(at, name))) return { folder, name };
    if (at === path.dirname(at)) break;
  }
  throw new Failure(2, `there is no ${names.join(' or ')} here, nor in a folder above: ${mend}.`);
}
