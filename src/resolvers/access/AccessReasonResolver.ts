import { FieldResolver, Resolver, Root } from 'type-graphql';
import type { SourceLocation as Location } from '../../compiler/source.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import { AccessReason } from '../../schema/types/access/EffectiveAccess.js';
import { SourceLocation } from '../../schema/types/common/SourceLocation.js';
import { Manifest } from '../../schema/types/platform/Manifest.js';
import type { ReasonSource } from './effectiveAccess.js';

@Resolver(() => AccessReason)
export class AccessReasonResolver {
  @FieldResolver(() => Manifest, {
    nullable: true,
    description: 'The manifest that says it; null where the document of the product does.',
  })
  async manifest(@Root() { place }: ReasonSource): Promise<ManifestRow | null> {
    return (await place()).manifest;
  }

  @FieldResolver(() => SourceLocation, {
    nullable: true,
    description:
      'Where the grant, the default or the access block stands, in the document of the product or in that manifest; where a port states none, the port. null where no document says it.',
  })
  async location(@Root() { place }: ReasonSource): Promise<Location | null> {
    return (await place()).location;
  }
}
