import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../scalars/DateTime.js';
import { DataContract } from './DataContract.js';

@ObjectType({
  description: 'A contract whose freshness a breach upstream will break unless newer data comes.',
  simpleResolvers: true,
})
export class ContractAtRisk {
  @Field(() => DataContract, { description: 'The contract.' })
  contract: object;

  @Field(() => DateTime, {
    description:
      'When its provider breaks its promise: its `dueAt`, or where nobody observes it, when the data that was left upstream gets as old as it promises.',
  })
  at: string;
}
