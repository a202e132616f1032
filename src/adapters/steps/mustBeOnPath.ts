import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { EngineError } from './EngineError.js';

/** Throws EngineError, which says how to mend it, where no program of this name is on the PATH. */
export async function mustBeOnPath(
  program: string,
  env: Readonly<Record<string, string | undefined>>,
  missing: string,
): Promise<void> {
  for (const folder of (env['PATH'] ?? '').split(path.delimiter).filter(Boolean)) {
    const found = await access(path.join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return;
  }
  throw new EngineError(missing);
}
