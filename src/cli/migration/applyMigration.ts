import { mkdir, open, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { FileEdit, MigrationPlan } from '../../compiler/migrate/migration/migration.js';
import { Failure } from '../terminal/Failure.js';
import { isSystemError, refused } from '../terminal/files.js';
import { JOURNAL } from './loadMigration.js';
import type { Publication } from './publication.js';

/** What a migration that is under way is about to do: with it an interrupted one is ended, or taken back. */
const UNDER_WAY = '.floe/migrating.json';
const FORMAT = 'floe-migrating/1';

interface UnderWay {
  readonly format: typeof FORMAT;
  readonly files: readonly FileEdit[];
  readonly journal: string | null;
  /** What is to be published once all files are there; null: nothing. */
  readonly publication: Publication | null;
}

/** Publishes, all or nothing; the same again is no change. Throws where it is refused. */
export type Publish = (publication: Publication) => Promise<void>;

const textOf = (file: string): Promise<string | null> =>
  readFile(file, 'utf8').catch((error: unknown) => {
    if (isSystemError(error) && error.code === 'ENOENT') return null;
    throw refused(`${file} cannot be read`, error);
  });

/** Writes a file whole or not at all, and lastingly. Throws Failure 2 where it cannot be written. */
const write = (file: string, content: string): Promise<void> =>
  replace(file, content).catch((error: unknown) => {
    throw refused(`${file} cannot be written`, error);
  });

async function replace(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.floe-draft`;
  try {
    const handle = await open(draft, 'w');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Brings one file from one state to the other; a file that is neither was changed by somebody. */
async function bring(root: string, from: { path: string; text: string }, to: { path: string; text: string }) {
  const [source, target] = [path.join(root, from.path), path.join(root, to.path)];
  const standing = await textOf(target);
  const left = source === target ? null : await textOf(source);
  const done = standing === to.text;
  if (!done && (source === target ? standing : left) !== from.text)
    throw new Failure(1, `${from.path} was changed by somebody while the migration was under way.`);
  if (!done && source !== target && standing !== null) throw new Failure(1, `${to.path} stands already.`);
  if (!done) await write(target, to.text);
  if (left !== null) await rm(source);
}

const forth = ({ path: from, newPath, before, after }: FileEdit) =>
  [
    { path: from, text: before },
    { path: newPath, text: after },
  ] as const;

/** Removes folders that nothing is left in, upwards. */
async function prune(root: string, folder: string): Promise<void> {
  if (folder === '' || folder === '.') return;
  const entries = await readdir(path.join(root, folder)).catch(() => ['?']);
  if (entries.length > 0) return;
  await rmdir(path.join(root, folder));
  await prune(root, path.dirname(folder));
}

async function takeBack(root: string, files: readonly FileEdit[], done: number): Promise<void> {
  for (const edit of files.slice(0, done + 1).reverse()) {
    const [before, after] = forth(edit);
    const standing = await textOf(path.join(root, after.path)).catch(() => null);
    if (standing === after.text) await bring(root, after, before);
    await prune(root, path.dirname(after.path));
  }
}

async function finish(root: string, { files, journal }: UnderWay): Promise<void> {
  if (journal === null) await rm(path.join(root, JOURNAL), { force: true });
  else await write(path.join(root, JOURNAL), journal);
  await rm(path.join(root, UNDER_WAY));
  for (const edit of files) await prune(root, path.dirname(edit.path));
  await prune(root, path.dirname(JOURNAL));
}

async function carryOut(root: string, underWay: UnderWay, publish: Publish): Promise<void> {
  let done = 0;
  try {
    for (const edit of underWay.files) {
      await bring(root, ...forth(edit));
      done++;
    }
    if (underWay.publication) await publish(underWay.publication);
  } catch (error) {
    await takeBack(root, underWay.files, done);
    await rm(path.join(root, UNDER_WAY), { force: true });
    await prune(root, path.dirname(UNDER_WAY));
    const code = error instanceof Failure ? error.exitCode : isSystemError(error) ? 2 : 1;
    throw new Failure(code, `nothing was migrated: ${error instanceof Error ? error.message : String(error)}`);
  }
  await finish(root, underWay);
}

/** Ends a migration that was interrupted; false where there is none. Throws Failure 1 where it had to be taken back. */
export async function resumeMigration(root: string, publish: Publish): Promise<boolean> {
  const text = await textOf(path.join(root, UNDER_WAY));
  if (text === null) return false;
  const underWay = JSON.parse(text) as UnderWay;
  if (underWay.format !== FORMAT) throw new Failure(2, `${UNDER_WAY} is of another version of floe.`);
  await carryOut(root, underWay, publish);
  return true;
}

/**
 * Writes a planned migration: all its files and, where asked for, the catalog; or, where one of them fails, none. What is interrupted is ended by the
 * next call of `resumeMigration`. Throws Failure 1 where it had to be taken back.
 */
export async function applyMigration(
  root: string,
  { files, journal }: MigrationPlan,
  publication: Publication | null,
  publish: Publish,
): Promise<void> {
  const underWay: UnderWay = { format: FORMAT, files, journal, publication };
  await write(path.join(root, UNDER_WAY), JSON.stringify(underWay));
  await carryOut(root, underWay, publish);
}
