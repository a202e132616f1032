import DataLoader from 'dataloader';
import { countsByParent, pagesByParent, type ChildQuery, type Page } from '../../entities/paging.js';
import type { PageRange } from '../paging/pageRange.js';
import type { TurnReader } from '../../entities/TurnReader.js';

/** The list of all these parents under a filter. */
export type QueryOf<F> = (parents: readonly number[], filter: F) => ChildQuery;

/**
 * The lists of one connection field. Siblings that ask with the same arguments share one statement for their pages and,
 * where it is asked for, one for their counts.
 */
export class ListLoader<T, F = null> {
  private readonly pages = new Map<string, DataLoader<number, Page<T>>>();
  private readonly counts = new Map<string, DataLoader<number, number>>();

  private readonly options: { readonly batchScheduleFn: TurnReader['schedule'] };

  constructor(
    private readonly db: TurnReader,
    private readonly query: QueryOf<F>,
  ) {
    this.options = { batchScheduleFn: db.schedule };
  }

  /** A page of one parent's list. Throws CatalogError BAD_USER_INPUT for what is no cursor of the list. */
  page(parent: number, range: PageRange, filter: F): Promise<Page<T>> {
    const key = JSON.stringify([range, filter]);
    const loader =
      this.pages.get(key) ??
      new DataLoader<number, Page<T>>(async (parents) => {
        const pages = await pagesByParent<T>(this.db, this.query(parents, filter), parents, range);
        return parents.map((id) => pages.get(id) ?? new Error(`no page of parent ${id} was read`));
      }, this.options);
    this.pages.set(key, loader);
    return loader.load(parent);
  }

  count(parent: number, filter: F): Promise<number> {
    const key = JSON.stringify(filter);
    const loader =
      this.counts.get(key) ??
      new DataLoader<number, number>(async (parents) => {
        const counts = await countsByParent(this.db, this.query(parents, filter), parents);
        return parents.map((id) => counts.get(id) ?? 0);
      }, this.options);
    this.counts.set(key, loader);
    return loader.load(parent);
  }
}
