import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { countOf, pageOf } from '../../entities/paging.js';
import { accessRequestsQuery } from '../../entities/access/accessRequests.js';
import { tokensQuery } from '../../entities/access/apiTokens.js';
import { auditQuery } from '../../entities/access/auditLog.js';
import type { AccessRequestRow, AccessRequestStatus as Status } from '../../entities/rows/access/AccessRequestRow.js';
import type { ApiTokenRow } from '../../entities/rows/access/ApiTokenRow.js';
import type { AuditEventRow } from '../../entities/rows/access/AuditEventRow.js';
import { ForwardPageArgs, PageArgs } from '../../schema/args/PageArgs.js';
import { AccessRequestConnection, ApiTokenConnection, AuditEventConnection } from '../../schema/connections/access.js';
import { AccessRequestStatus } from '../../schema/enums/access.js';
import { AuditFilter } from '../../schema/inputs/access.js';
import { EffectiveAccess } from '../../schema/types/access/EffectiveAccess.js';
import { Viewer } from '../../schema/types/access/Viewer.js';
import { connection } from '../paging/connection.js';
import { pageRange } from '../paging/pageRange.js';
import { requestsOf } from '../fields/requestsOf.js';
import { effectiveAccess } from './effectiveAccess.js';
import { mustRead, mayRead } from '../fields/mayRead.js';

const instant = (at: Date | null | undefined): string | null => (at ? new Date(at).toISOString() : null);

/** Who is asking, the tokens, and what everybody did. */
@Resolver()
export class AccessQuery {
  @Query(() => Viewer, { description: 'Who is asking, as the catalog sees it.' })
  viewer(@Ctx() { principal }: Context): Viewer {
    return { ...principal };
  }

  @Query(() => ApiTokenConnection, {
    description:
      'API tokens, revoked ones too: all for the platform team and auditors, for others those that they made and those of their domains.',
  })
  tokens(@Args(() => ForwardPageArgs) args: ForwardPageArgs, @Ctx() context: Context): object {
    const { db, principal } = context;
    if (!context.open && principal.kind === 'anonymous') mustRead(context, 'readAudit');
    const range = pageRange(args);
    const all = mayRead(context, 'readAudit');
    const query = tokensQuery(all ? null : { createdBy: principal.name, domains: principal.domains });
    return connection({ page: () => pageOf<ApiTokenRow>(db, query, range), count: () => countOf(db, query) });
  }

  @Query(() => AuditEventConnection, {
    description: 'What everybody did, the oldest first; for the platform team and auditors (docs/authorization.md).',
  })
  auditEvents(
    @Arg('filter', () => AuditFilter, { nullable: true, description: 'All where not given.' })
    filter: AuditFilter | null | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): object {
    mustRead(context, 'readAudit');
    const { db } = context;
    const range = pageRange(args);
    const query = auditQuery({ ...filter, since: instant(filter?.since), until: instant(filter?.until) });
    return connection({ page: () => pageOf<AuditEventRow>(db, query, range), count: () => countOf(db, query) });
  }

  @Query(() => AccessRequestConnection, {
    description:
      'Requests for access to output ports: all for the platform team and auditors, for others those that they made, those for their domains and those of ports that they own (docs/access-requests.md).',
  })
  async accessRequests(
    @Arg('port', () => String, { nullable: true, description: 'The fqn of a port: of that alone.' })
    port: string | null | undefined,
    @Arg('status', () => AccessRequestStatus, { nullable: true, description: 'Those that stand so.' })
    status: Status | null | undefined,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    const { db, principal } = context;
    if (!context.open && principal.kind === 'anonymous') mustRead(context, 'readAudit');
    const range = pageRange(args);
    const query = accessRequestsQuery({ port, status, of: await requestsOf(context) });
    return connection({ page: () => pageOf<AccessRequestRow>(db, query, range), count: () => countOf(db, query) });
  }

  @Query(() => EffectiveAccess, {
    description:
      'What somebody may do with an output port, and what says so (NOT_FOUND, with near matches, where there is none).',
  })
  effectiveAccess(
    @Arg('port', () => String, { description: 'Its fqn.' }) port: string,
    @Arg('principal', () => String, {
      nullable: true,
      description:
        'Whose: `domain:sales`, `product:sales.customer-360`, `role:analysts`; where not given, of who is asking, by its domains and roles.',
    })
    principal: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<EffectiveAccess> {
    return effectiveAccess(port, principal ?? null, context);
  }
}
