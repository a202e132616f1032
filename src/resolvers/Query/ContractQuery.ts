import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { unknownName } from '../../actions/kit/nearMatches.js';
import type { Context } from '../../context.js';
import { countOf, pageOf } from '../../entities/paging.js';
import { changesQuery } from '../../entities/reads/contracts.js';
import { namesLike } from '../../entities/reads/search/namesLike.js';
import { breachesQuery, observationsQuery } from '../../entities/reads/sla/lists.js';
import type { ContractChangeRow } from '../../entities/rows/contracts/ContractChangeRow.js';
import type { ObservationRow } from '../../entities/rows/sla/ObservationRow.js';
import type { SlaBreachRow } from '../../entities/rows/sla/SlaBreachRow.js';
import { AS_OF } from '../../schema/args/asOf.js';
import { ForwardPageArgs, PageArgs } from '../../schema/args/PageArgs.js';
import {
  ContractChangeConnection,
  DataContractConnection,
  ObservationConnection,
  SlaBreachConnection,
} from '../../schema/connections/connections.js';
import { SlaObjective } from '../../schema/enums/sla.js';
import { ContractChangeFilter, DataContractFilter, SlaBreachFilter } from '../../schema/inputs/filters.js';
import { DateTime } from '../../schema/scalars/DateTime.js';
import { SemVer } from '../../schema/scalars/SemVer.js';
import { DataContract } from '../../schema/types/contracts/DataContract.js';
import { connection } from '../paging/connection.js';
import { observationSource } from '../fields/observationSource.js';
import { contractAt } from '../fields/keptVersions.js';
import { pageRange } from '../paging/pageRange.js';
import { queryReadings } from '../readings/query.js';
import type { ContractSource } from '../sources/sources.js';
import { oneOf, worldAt } from '../world/world.js';

const filterOption = { nullable: true, description: 'All where not given.' };

/** Contracts, the change feed and breaches. */
@Resolver()
export class ContractQuery {
  @Query(() => DataContractConnection, { description: 'Contracts by name, ended ones too.' })
  contracts(
    @Arg('filter', () => DataContractFilter, filterOption) filter: DataContractFilter | null | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db }: Context,
  ): object {
    return queryReadings.contracts.of({ ...args, filter: filter ?? null }, db);
  }

  @Query(() => DataContract, { nullable: true, description: 'The contract of this name.' })
  async contract(
    @Arg('name', () => String, { description: '`marketing-to-sales-customer-interactions`' }) name: string,
    @Arg('version', () => SemVer, { nullable: true, description: 'A kept version; the standing one where not given.' })
    version: string | null | undefined,
    @Arg('asOf', () => DateTime, AS_OF) asOf: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<ContractSource | null> {
    const row = await worldAt(oneOf(asOf, version), {}, context).contractByName.load(name);
    return row && version ? contractAt(context, row, version) : row;
  }

  @Query(() => ContractChangeConnection, { description: 'The change feed, the oldest entry first.' })
  contractChanges(
    @Arg('filter', () => ContractChangeFilter, filterOption) filter: ContractChangeFilter | null | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db }: Context,
  ): object {
    const range = pageRange(args);
    const query = changesQuery(filter ?? null);
    return connection({ page: () => pageOf<ContractChangeRow>(db, query, range), count: () => countOf(db, query) });
  }

  @Query(() => SlaBreachConnection, { description: 'Breaches, in the order in which they were opened.' })
  slaBreaches(
    @Arg('filter', () => SlaBreachFilter, filterOption) filter: SlaBreachFilter | null | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db }: Context,
  ): object {
    const range = pageRange(args);
    const query = breachesQuery(filter ?? null);
    return connection({ page: () => pageOf<SlaBreachRow>(db, query, range), count: () => countOf(db, query) });
  }

  @Query(() => ObservationConnection, {
    description:
      'What monitoring saw of an output port, the earliest first (NOT_FOUND, with near matches, where there is none).',
  })
  async observations(
    @Arg('port', () => String, { description: 'Its fqn.' }) fqn: string,
    @Arg('objective', () => SlaObjective, { nullable: true, description: 'Of this objective; of all where not given.' })
    objective: 'freshness' | 'availability' | 'quality' | null | undefined,
    @Arg('since', () => DateTime, { nullable: true, description: 'Observed then or later.' })
    since: string | null | undefined,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() { db, loaders }: Context,
  ): Promise<object> {
    const range = pageRange(args);
    const port = await loaders.outputPortByFqn.load(fqn);
    if (!port) throw unknownName('output port', fqn, await namesLike(db, fqn, ['port']));
    const query = observationsQuery(port.id, { objective, since });
    return connection({
      page: () => pageOf<ObservationRow>(db, query, range),
      count: () => countOf(db, query),
      present: async (rows) => rows.map(observationSource),
    });
  }
}
