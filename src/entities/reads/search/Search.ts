import type { Reader } from '../../database.js';
import { countOf, pageOf, type Page, type PageArgs } from '../../paging.js';
import type { SearchEntryRow } from '../../rows/products/SearchEntryRow.js';
import { facetCounts, type FacetCount } from './facets.js';
import { meantText } from './meantText.js';
import { searchHits, searchQuery, type Narrowed } from './searchQuery.js';

/** What is told of an entry that was found. */
export type Hit = Pick<SearchEntryRow, 'kind' | 'key' | 'title'>;

/**
 * One search, whatever is asked of it: of the text as it is written and, where nothing holds that, of the text that was
 * meant. What is found costs one statement; only where nothing is found is more asked.
 */
export class Search {
  private meaning: Promise<string | null> | undefined;

  constructor(
    private readonly db: Reader,
    private readonly text: string,
    private readonly narrowed: Narrowed,
  ) {}

  /** A page of hits, the best first. Throws CatalogError BAD_USER_INPUT for what is no cursor of the list. */
  async page(range: PageArgs): Promise<Page<Hit>> {
    const page = (text: string): Promise<Page<Hit>> => pageOf(this.db, searchQuery(text, this.narrowed), range);
    return this.orMeant(page, ({ rows }) => rows.length > 0);
  }

  /** How many hits there are, ranked or not. */
  count(): Promise<number> {
    return this.orMeant(
      (text) => countOf(this.db, searchHits(text, this.narrowed)),
      (count) => count > 0,
    );
  }

  /** How many of the hits bear each value of each facet. */
  facets(): Promise<FacetCount[]> {
    return this.orMeant(
      (text) => facetCounts(this.db, text, this.narrowed),
      (counts) => counts.length > 0,
    );
  }

  /** The text that was searched for in place of the one that nothing holds; null where something holds it, or none is near. */
  meant(): Promise<string | null> {
    return (this.meaning ??= meantText(this.db, this.text));
  }

  private async orMeant<T>(read: (text: string) => Promise<T>, isFound: (found: T) => boolean): Promise<T> {
    const found = await read(this.text);
    if (isFound(found)) return found;
    const meant = await this.meant();
    return meant === null ? found : read(meant);
  }
}
