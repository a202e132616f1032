import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compareText } from '../../compiler/values/compareText.js';
import { isToDo } from '../deploy/deploy.js';
import { SystemError } from '../system/SystemError.js';
import type { Change, Deployment, Plan, PlanOptions } from '../deploy/deployment.js';
import { HEADER, type RenderedFiles } from './render/render.js';

/** A change of one file: what is to stand in it; null: it is to go. */
export interface FileChange extends Change {
  readonly file: string;
  readonly text: string | null;
}

const linesOf = (text: string): string => {
  const count = text.trimEnd().split('\n').length;
  return `${count} ${count === 1 ? 'line' : 'lines'}`;
};

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error && 'code' in error;

function unusable(file: string, error: unknown): SystemError {
  if (!isSystemError(error)) throw error;
  return new SystemError({
    code: 'REFUSED',
    where: `kubernetes ${file}`,
    what: `the file cannot be used (${error.code})`,
    mend: 'Look at the folder and who may write in it, then deploy again: it goes on',
  });
}

/** A folder of kustomizations, rendered for `kubectl apply --kustomize`. */
export class KubernetesFolder implements Deployment<FileChange> {
  readonly system = 'kubernetes';

  constructor(
    private readonly folder: string,
    private readonly wanted: RenderedFiles,
    /** Which of its folders are looked at, with a slash at their ends; absent: all. */
    private readonly within: readonly string[] | null = null,
  ) {}

  /** Files that are missing or otherwise; those that were rendered before and are no more, which pruning takes away. Throws SystemError REFUSED where the folder cannot be read. */
  async plan({ prune }: PlanOptions): Promise<Plan<FileChange>> {
    const held = await this.held();
    const asked = [...this.wanted]
      .filter(([file]) => this.isWithin(file))
      .flatMap(([file, text]): FileChange[] => {
        const found = held.get(file);
        if (found === text) return [];
        const has = found === undefined ? null : `${linesOf(found)}, otherwise`;
        return [
          {
            path: `file ${file}`,
            kind: has === null ? 'ADD' : 'CHANGE',
            expected: linesOf(text),
            found: has,
            file,
            text,
          },
        ];
      });
    const foreign = [...held]
      .filter(([file, text]) => !this.wanted.has(file) && text.startsWith(HEADER))
      .map(([file, text]): FileChange => {
        const kind = prune ? 'REVOKE' : 'FOREIGN';
        return { path: `file ${file}`, kind, expected: null, found: linesOf(text), file, text: null };
      });
    return { changes: [...asked, ...foreign], waiting: [] };
  }

  /** Each file whole or not at all. Throws SystemError REFUSED where one cannot be written. */
  async apply(changes: readonly FileChange[]): Promise<void> {
    for (const { file, text } of changes.filter(isToDo)) {
      const target = path.join(this.folder, file);
      try {
        if (text === null) await rm(target, { force: true });
        else await this.write(target, text);
      } catch (error) {
        throw unusable(target, error);
      }
    }
  }

  private async write(target: string, text: string): Promise<void> {
    // Of this process alone: another may render the same.
    const draft = `${target}.${randomUUID()}.floe-draft`;
    await mkdir(path.dirname(target), { recursive: true });
    try {
      await writeFile(draft, text);
      await rename(draft, target);
    } finally {
      await rm(draft, { force: true });
    }
  }

  /** The YAML files of the folder, by their paths; none where there is no folder. */
  private async held(): Promise<Map<string, string>> {
    try {
      const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
      const files = entries
        .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
        .map((entry) => path.join(entry.parentPath, entry.name));
      const texts = files.map(async (file) => [this.inside(file), await readFile(file, 'utf8')] as const);
      const held = (await Promise.all(texts)).filter(([file]) => this.isWithin(file));
      return new Map(held.sort(([a], [b]) => compareText(a, b)));
    } catch (error) {
      if (isSystemError(error) && error.code === 'ENOENT') return new Map();
      throw unusable(this.folder, error);
    }
  }

  private isWithin(file: string): boolean {
    return this.within === null || this.within.some((folder) => file.startsWith(folder));
  }

  private inside(file: string): string {
    return path.relative(this.folder, file).split(path.sep).join('/');
  }
}
