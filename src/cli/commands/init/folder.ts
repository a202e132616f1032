import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SourceFile } from '../../../compiler/source.js';
import { exists } from '../../project/upwards.js';
import { Failure } from '../../terminal/Failure.js';
import { isSystemError, refused } from '../../terminal/files.js';

/** Throws Failure 2 for a folder that holds anything but git's, and for what is no folder. */
export async function mustBeEmpty(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isSystemError(error) && error.code === 'ENOENT') return [];
    throw refused(`${folder} cannot be read`, error);
  });
  const [first, ...others] = names.filter((name) => name !== '.git').sort();
  if (first === undefined) return;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  throw new Failure(
    2,
    `${folder} is not empty (${first}${more}): name another folder; with --force only what is absent is written.`,
  );
}

/** Which files were written, and which stood already and were left as they are. */
export interface Written {
  readonly created: readonly string[];
  readonly kept: readonly string[];
}

/** Writes one file where none stands. Returns whether it did. Throws Failure 2 where it cannot be written. */
async function writeAbsent(file: string, content: string): Promise<boolean> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === 'EEXIST' && path.resolve(error.path ?? '') === path.resolve(file))
      return false;
    throw refused(`${file} cannot be written`, error);
  }
}

/** Writes what is absent of these files; nothing that stands is touched. Throws Failure 2 where one cannot be written. */
export async function writeFiles(folder: string, files: readonly SourceFile[]): Promise<Written> {
  const created: string[] = [];
  const kept: string[] = [];
  for (const { path: name, content } of files)
    ((await writeAbsent(path.join(folder, name), content)) ? created : kept).push(name);
  return { created, kept };
}

/** The folder of the repository of git that a folder lies in, below its root; null where it is the root, or in none. */
export async function repositoryAbove(folder: string): Promise<string | null> {
  if (await exists(path.join(folder, '.git'))) return null;
  for (let at = path.resolve(folder); at !== path.dirname(at);) {
    at = path.dirname(at);
    if (await exists(path.join(at, '.git'))) return at;
  }
  return null;
}
