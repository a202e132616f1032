import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { countOf, pageOf } from '../../entities/paging.js';
import { termsQuery } from '../../entities/reads/search/terms.js';
import type { TermRow } from '../../entities/rows/platform/TermRow.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import { TermConnection } from '../../schema/connections/connections.js';
import { Term } from '../../schema/types/platform/Term.js';
import { connection } from '../paging/connection.js';
import { pageRange } from '../paging/pageRange.js';

/** The terms of the glossaries. */
@Resolver()
export class TermQuery {
  @Query(() => Term, { nullable: true, description: 'The term of this name.' })
  term(
    @Arg('name', () => String, { description: 'As the glossary writes it: `customer`.' }) name: string,
    @Ctx() { loaders }: Context,
  ): Promise<TermRow | null> {
    return loaders.termByName.load(name);
  }

  /** Throws CatalogError BAD_USER_INPUT for a page that is too large, and for what is no cursor. */
  @Query(() => TermConnection, { description: 'The terms of the glossaries, by name.' })
  terms(@Args(() => ForwardPageArgs) args: ForwardPageArgs, @Ctx() { db }: Context): object {
    const range = pageRange(args);
    return connection({ page: () => pageOf<TermRow>(db, termsQuery, range), count: () => countOf(db, termsQuery) });
  }
}
