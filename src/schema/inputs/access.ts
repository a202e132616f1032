import { Field, ID, InputType } from 'type-graphql';
import { DateTime } from '../scalars/DateTime.js';
import { Duration } from '../scalars/Duration.js';
import { idempotencyKey } from './idempotencyKey.js';

@InputType({ description: 'A token to make.' })
export class CreateTokenInput {
  @Field(() => String, { description: 'What it is called: `sales-ci`. As `actor` and `publishedBy` name it.' })
  name: string;

  @Field(() => [String], {
    description: 'What it is for: read, compile, publish, acknowledge, monitor, force, tokens, audit, platform.',
  })
  scopes: string[];

  @Field(() => [String], { nullable: true, description: 'The domains that it speaks for; none where not given.' })
  domains?: string[] | null;

  @Field(() => Duration, {
    nullable: true,
    description: 'How long it lasts, ISO 8601: `P90D`. Where not given, for ever.',
  })
  expiresIn?: string | null;

  @Field(() => String, idempotencyKey)
  idempotencyKey?: string | null;
}

@InputType({ description: 'A token to take back.' })
export class RevokeTokenInput {
  @Field(() => ID, { description: 'As `tokens` gives it.' })
  id: string;
}

@InputType({ description: 'Which events: one of each list given, and all of the conditions.' })
export class AuditFilter {
  @Field(() => [String], { nullable: true, description: 'Made by one of these.' })
  actors?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Mutations: `publishProduct`.' })
  verbs?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'About one of these.' })
  subjects?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'From this instant on.' })
  since?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this instant.' })
  until?: Date | null;
}

@InputType({ description: 'A request for access to an output port.' })
export class RequestAccessInput {
  @Field(() => String, { description: 'The fqn of the port.' })
  port: string;

  @Field(() => String, {
    description: 'For whom: `domain:marketing`, `product:marketing.targeting-engine`, `role:analysts`.',
  })
  for: string;

  @Field(() => String, { description: 'What the data is for: its owners decide by that. Not empty.' })
  purpose: string;

  @Field(() => String, idempotencyKey)
  idempotencyKey?: string | null;
}

@InputType({ description: 'What is decided of a request for access.' })
export class DecideAccessInput {
  @Field(() => ID, { description: 'As `accessRequests` gives it.' })
  id: string;

  @Field(() => Boolean, { description: 'true: it is granted. false: it is denied, or withdrawn by who asked.' })
  grant: boolean;

  @Field(() => String, { nullable: true, description: 'Why; a denial has to say it.' })
  note?: string | null;
}
