import { Field, ObjectType } from 'type-graphql';
import { ChangeBump } from '../../enums/contracts.js';
import { SemVer } from '../../scalars/SemVer.js';
import { PortChanges } from './ChangePreview.js';

@ObjectType({
  simpleResolvers: true,
  description: 'What changed in the promises between two kept versions (docs/history.md).',
})
export class VersionDiff {
  @Field(() => String, { description: 'What was asked for.' })
  fqn: string;

  @Field(() => SemVer, { description: 'The version before.' })
  from: string;

  @Field(() => SemVer, { description: 'The version after.' })
  to: string;

  @Field(() => [PortChanges], { description: 'Every change, port by port; empty where no promise changed.' })
  ports: readonly PortChanges[];

  @Field(() => ChangeBump, { nullable: true, description: 'Which part of the version must rise; null: none.' })
  bump: string | null;

  @Field(() => SemVer, {
    nullable: true,
    description: 'The version that the changes require after `from`; null: none.',
  })
  requiredVersion: string | null;
}
