import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import { FACETS, type FacetCount } from '../../entities/reads/search/facets.js';
import { Search } from '../../entities/reads/search/Search.js';
import { CatalogError } from '../../errors.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import { SearchArgs } from '../../schema/args/SearchArgs.js';
import { SearchConnection } from '../../schema/connections/connections.js';
import { SearchFacet } from '../../schema/types/graph/SearchFacet.js';
import { hitOf } from '../fields/hitOf.js';
import { connection } from '../paging/connection.js';
import { pageRange } from '../paging/pageRange.js';

/** Throws CatalogError BAD_USER_INPUT for a text of no character, or of more than 200. */
function searchOf({ db }: Context, { text, kinds, filter }: SearchArgs): Search {
  const length = text.trim().length;
  if (length < 1 || length > 200)
    throw new CatalogError('BAD_USER_INPUT', 'text must have from 1 to 200 characters.', { argument: 'text' });
  return new Search(db, text, { ...filter, kinds });
}

/** A value as `search` takes it. */
const valueOf = ({ facet, value }: FacetCount): string => (facet === 'kind' ? value.toUpperCase() : value);

/** Finding things by what they are called and what is said of them. */
@Resolver(() => SearchConnection)
export class SearchQuery {
  /** Throws CatalogError BAD_USER_INPUT for a text that is none or too long, for a page that is too large, and for what is no cursor. */
  @Query(() => SearchConnection, {
    description:
      'Whatever holds every word of the text, in any case: whole names first, then beginnings, then the rest; where nothing does, what holds the words that were probably meant (`meant`). Of a word that more than a thousand entries hold, so many of each are ranked and given; totalCount counts all.',
  })
  search(
    @Args(() => SearchArgs) asked: SearchArgs,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: Context,
  ): object {
    const [range, search] = [pageRange(args), searchOf(context, asked)];
    const found = connection({
      page: () => search.page(range),
      count: () => search.count(),
      present: (rows) => Promise.all(rows.map((row) => hitOf(row, context))),
    });
    return Object.assign(found, { search });
  }

  /** Throws CatalogError BAD_USER_INPUT for a text that is none or too long. */
  @Query(() => [SearchFacet], {
    description:
      'What the hits of a search are of, counted by kind, domain, owner and classification; each count is the totalCount of the search narrowed to it. Contracts, domains and namespaces have no owner; only columns have a classification.',
  })
  async searchFacets(@Args(() => SearchArgs) asked: SearchArgs, @Ctx() context: Context): Promise<SearchFacet[]> {
    const counts = await searchOf(context, asked).facets();
    return FACETS.map((name) => ({
      name,
      values: counts.filter(({ facet }) => facet === name).map((each) => ({ value: valueOf(each), count: each.count })),
    }));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'What was searched for instead, where nothing holds a word of the text: the words of the mesh most like it. null where the text was searched for as it is written.',
  })
  meant(@Root() { search }: { readonly search?: Search }): Promise<string | null> | null {
    return search?.meant() ?? null;
  }
}
