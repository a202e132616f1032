import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import type { AccessRequestRow } from '../../entities/rows/access/AccessRequestRow.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import { AccessRequest } from '../../schema/types/access/AccessRequest.js';
import { OutputPort } from '../../schema/types/products/OutputPort.js';

@Resolver(() => AccessRequest)
export class AccessRequestResolver {
  @FieldResolver(() => OutputPort, { description: 'The port, one that its product dropped since too.' })
  port(@Root() request: AccessRequestRow, @Ctx() { loaders }: Context): Promise<OutputPortRow | null> {
    return loaders.outputPortById.load(request.portId);
  }

  @FieldResolver(() => String, { description: 'Who asked; `nobody` where nobody is asked who he is.' })
  by(@Root() { askedBy }: AccessRequestRow): string {
    return askedBy ?? 'nobody';
  }

  @FieldResolver(() => String, {
    description: 'For whom: `domain:marketing`, `product:marketing.targeting-engine`, `role:analysts`.',
  })
  for(@Root() { granteeKind, grantee }: AccessRequestRow): string {
    return `${granteeKind}:${grantee}`;
  }
}
