import { CatalogError } from '../errors.js';
import type { Plan } from './Plan.js';
import type { Run } from './Run.js';

/** So many are read as one at most: nobody else has a turn while what they find is put in its place. */
const MOST = 64;

interface Waiting {
  readonly run: Run;
  readonly resolve: (data: object) => void;
  readonly reject: (error: unknown) => void;
}

const isAway = (error: unknown): boolean => error instanceof CatalogError && error.code === 'UNAVAILABLE';

/**
 * Answers runs of one plan: those that come in one turn of the event loop and differ in what they look up alone are read as
 * one, in as many statements as one of them. They begin after the last has come, so that each sees all that was written
 * before it.
 */
export class Together {
  private readonly waiting = new Map<string, Waiting[]>();

  constructor(private readonly plan: Plan) {}

  /** The data of the answer. Throws as Plan.answer does. */
  answer(run: Run): Promise<object> {
    const alike = this.plan.alike(run);
    if (alike === null) return this.plan.answer(run);
    return new Promise((resolve, reject) => this.listFor(alike).push({ run, resolve, reject }));
  }

  private listFor(alike: string): Waiting[] {
    const open = this.waiting.get(alike);
    if (open && open.length < MOST) return open;
    const list: Waiting[] = [];
    this.waiting.set(alike, list);
    setImmediate(() => {
      if (this.waiting.get(alike) === list) this.waiting.delete(alike);
      void this.begin(list);
    });
    return list;
  }

  private async begin(list: readonly Waiting[]): Promise<void> {
    try {
      const runs = list.map(({ run }) => run);
      const view = await this.plan.read(runs);
      for (const each of list) show(each, view);
    } catch (error) {
      for (const each of list) {
        // What one of them asks for may be what no statement takes; that the store is away all would find out once more.
        if (list.length === 1 || isAway(error)) each.reject(error);
        else this.plan.answer(each.run).then(each.resolve, each.reject);
      }
    }
  }
}

function show({ run, resolve, reject }: Waiting, view: (run: Run) => object): void {
  try {
    resolve(view(run));
  } catch (error) {
    reject(error);
  }
}
