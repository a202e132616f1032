import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EndedStep } from './step.js';

export type RunState = 'running' | 'succeeded' | 'failed' | 'cancelled';

/** What `.floe/run.json` holds. */
interface Kept {
  readonly format: typeof FORMAT;
  readonly product: string;
  /** The id of the run, as the catalog is told. */
  readonly id: string;
  /** The id of the first of the runs that go on with one another. */
  readonly batch: string;
  readonly state: RunState;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly steps: Readonly<Record<string, EndedStep>>;
}

const FORMAT = 'floe-run/1';
const FILE = 'run.json';

const now = (): string => new Date().toISOString();

async function read(file: string): Promise<Kept | null> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as Partial<Kept> | null;
    return kept?.format === FORMAT ? (kept as Kept) : null;
  } catch (error) {
    const isNone = error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (isNone) return null;
    throw error;
  }
}

/**
 * The id of the run that follows what the journal says: of several who begin it at the same time the first names it, and all
 * get that. Throws what the system refuses.
 */
async function claimed(claim: string): Promise<string> {
  await mkdir(path.dirname(claim), { recursive: true });
  const id = randomUUID();
  const own = `${claim}.${id}`;
  await writeFile(own, id);
  try {
    await link(own, claim); // whole, or not at all
    return id;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return await readFile(claim, 'utf8');
  } finally {
    await rm(own);
  }
}

/** What is known of a run while it is under way, on the disk: whoever is killed goes on with what it says. */
export class Journal {
  private readonly writer = randomUUID();

  private constructor(
    private readonly folder: string,
    private kept: Kept,
    /** It goes on with a run that did not end well. */
    readonly isResumed: boolean,
    /** The file that keeps others who begin at the same time to this run; null: nobody else goes on with what it does. */
    private readonly claim: string | null,
  ) {}

  /**
   * The journal of the folder: of the run that was cut off, of a new one that goes on with the one that failed, else of a
   * new one, which is the same for all who begin it at the same time. Of the run itself nothing is written yet. Throws what the system refuses.
   */
  static async open(folder: string, product: string, isFresh: boolean): Promise<Journal> {
    const found = isFresh ? null : await read(path.join(folder, FILE));
    const last = found?.product === product && found.state !== 'succeeded' ? found : null;
    if (last?.state === 'running') return new Journal(folder, last, true, null);
    const claim = isFresh ? null : path.join(folder, 'claims', found?.id ?? 'first');
    const id = claim === null ? randomUUID() : await claimed(claim);
    const steps = Object.entries(last?.steps ?? {}).filter(([, { failed }]) => failed === null);
    const kept: Kept = {
      format: FORMAT,
      product,
      id,
      batch: last?.batch ?? id,
      state: 'running',
      startedAt: now(),
      endedAt: null,
      steps: Object.fromEntries(steps),
    };
    return new Journal(folder, kept, last !== null, claim);
  }

  get id(): string {
    return this.kept.id;
  }

  get batch(): string {
    return this.kept.batch;
  }

  get startedAt(): string {
    return this.kept.startedAt;
  }

  step(name: string): EndedStep | undefined {
    return Object.hasOwn(this.kept.steps, name) ? this.kept.steps[name] : undefined;
  }

  /** The run begins, or goes on. Throws what the system refuses. */
  begin(): Promise<void> {
    return this.write(this.kept);
  }

  /** A step has ended. Throws what the system refuses. */
  stepEnded(name: string, ended: EndedStep): Promise<void> {
    return this.write({ ...this.kept, steps: { ...this.kept.steps, [name]: ended } });
  }

  /** The run has ended. Throws what the system refuses. */
  async ended(state: Exclude<RunState, 'running'>, endedAt: string): Promise<void> {
    await this.write({ ...this.kept, state, endedAt });
    if (this.claim !== null) await rm(this.claim, { force: true });
  }

  /** Whole, or not at all, and on the disk before it counts. */
  private async write(kept: Kept): Promise<void> {
    this.kept = kept;
    await mkdir(this.folder, { recursive: true });
    // Nothing in here is of the product.
    await writeFile(path.join(this.folder, '.gitignore'), '*\n');
    const file = path.join(this.folder, FILE);
    const own = `${file}.${this.writer}`; // another who runs it too writes its own
    const handle = await open(own, 'w');
    try {
      await handle.writeFile(`${JSON.stringify(kept, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(own, file);
  }
}
