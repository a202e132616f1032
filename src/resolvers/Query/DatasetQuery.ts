import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { countOf, pageOf } from '../../entities/paging.js';
import { ALIASES, UNMATCHED } from '../../entities/datasets/reads.js';
import type { DatasetAliasRow } from '../../entities/rows/datasets/DatasetAliasRow.js';
import type { UnmatchedDatasetRow } from '../../entities/rows/datasets/UnmatchedDatasetRow.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import { DatasetAliasConnection, UnmatchedDatasetConnection } from '../../schema/connections/datasets.js';
import { mustRead } from '../fields/mayRead.js';
import { connection } from '../paging/connection.js';
import { pageRange } from '../paging/pageRange.js';

/** The datasets that tools name, and the ports that they stand for. */
@Resolver()
export class DatasetQuery {
  @Query(() => UnmatchedDatasetConnection, {
    description:
      'Datasets that tools spoke of and that stand for nothing in the catalog, the one that was seen last first; for who is known to the catalog.',
  })
  unmatchedDatasets(@Args(() => ForwardPageArgs) args: ForwardPageArgs, @Ctx() context: Context): object {
    mustRead(context, 'readDatasets');
    const { db } = context;
    const range = pageRange(args);
    return connection({
      page: () => pageOf<UnmatchedDatasetRow>(db, UNMATCHED, range),
      count: () => countOf(db, UNMATCHED),
    });
  }

  @Query(() => DatasetAliasConnection, {
    description: 'Which ports datasets were stated to stand for; for who is known to the catalog.',
  })
  datasetAliases(@Args(() => ForwardPageArgs) args: ForwardPageArgs, @Ctx() context: Context): object {
    mustRead(context, 'readDatasets');
    const { db } = context;
    const range = pageRange(args);
    return connection({ page: () => pageOf<DatasetAliasRow>(db, ALIASES, range), count: () => countOf(db, ALIASES) });
  }
}
