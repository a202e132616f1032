import { Field, ObjectType } from 'type-graphql';
import { AnnouncementResponse, AnnouncementStatus } from '../../enums/contracts.js';
import { DateTime } from '../../scalars/DateTime.js';
import { SemVer } from '../../scalars/SemVer.js';
import { Node } from '../common/Node.js';

@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    'A version of a product that is to come, with the date from which it may be published (ADR-0021, breaking_change_notification; decision 17).',
})
export class Announcement {
  @Field(() => SemVer, { description: 'The version that is announced.' })
  version: string;

  @Field(() => AnnouncementStatus, { description: 'What became of it.' })
  status: string;

  @Field(() => DateTime, { description: 'When the clock began.' })
  announcedAt: string;

  @Field(() => DateTime, {
    description:
      'From then on it may be published: the announcement and the longest notice of the contracts it breaks.',
  })
  effectiveAt: string;

  @Field(() => String, { nullable: true, description: 'Who announced it, where that is known.' })
  announcedBy: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' })
  reason: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "A contract that an announced version breaks, and its consumer's answer.",
})
export class AnnouncedContract {
  @Field(() => AnnouncementResponse, { nullable: true, description: 'null: it has not answered.' })
  response: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it answered.' })
  respondedAt: string | null;

  @Field(() => String, { nullable: true, description: 'Who answered, where that is known.' })
  respondedBy: string | null;

  @Field(() => String, { nullable: true, description: 'What it says beside.' })
  note: string | null;
}
