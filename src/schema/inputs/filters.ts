import { Field, InputType } from 'type-graphql';
import type { ModelingPattern as Pattern } from '../../compiler/artifact.js';
import { ChangeSeverity, ContractChangeKind, ContractRole, ContractStatus } from '../enums/contracts.js';
import { ModelingPattern } from '../enums/organisation.js';
import { SlaObjective, SlaRisk } from '../enums/sla.js';
import { DateTime } from '../scalars/DateTime.js';

@InputType({ description: 'Which products; every condition given must hold.' })
export class DataProductFilter {
  @Field(() => [String], { nullable: true, description: 'Of one of these domains, by name.' })
  domains?: string[] | null;

  @Field(() => String, { nullable: true, description: "The owner's team or email, exactly." })
  owner?: string | null;

  @Field(() => String, { nullable: true, description: 'In the fqn or the description, in any case.' })
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'Consumes this port, or any port of this product (fqn).' })
  consumes?: string | null;

  @Field(() => String, { nullable: true, description: 'Provides this port (fqn), or a port to this product (fqn).' })
  provides?: string | null;

  @Field(() => ModelingPattern, { nullable: true, description: 'Compiled under this pattern.' })
  pattern?: Pattern | null;
}

@InputType({ description: 'Which hits of a search; every condition given must hold.' })
export class SearchFilter {
  @Field(() => [String], {
    nullable: true,
    description: "Of one of these domains, by name; a contract is of its provider's.",
  })
  domains?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Of products of one of these owners, by team (by email where there is no team).',
  })
  owners?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Columns of one of these classifications.' })
  classifications?: string[] | null;
}

@InputType({ description: 'Which contracts; every condition given must hold.' })
export class DataContractFilter {
  @Field(() => String, { nullable: true, description: 'The providing domain, product or port (name or fqn).' })
  provider?: string | null;

  @Field(() => String, { nullable: true, description: 'The consuming domain or product (name or fqn).' })
  consumer?: string | null;

  @Field(() => [ContractStatus], { nullable: true, description: 'In one of these.' })
  status?: string[] | null;

  @Field(() => String, { nullable: true, description: 'In the name, in any case.' })
  text?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'true: a breaking change is announced for it that has not taken effect; false: none is.',
  })
  announced?: boolean | null;

  @Field(() => [SlaRisk], { nullable: true, description: 'Its promises are in one of these dangers (`slaRisk`).' })
  slaRisk?: ('breached' | 'at_risk')[] | null;
}

@InputType({ description: 'Which entries of the change feed; every condition given must hold.' })
export class ContractChangeFilter {
  @Field(() => [String], { nullable: true, description: 'One of these domains is at the end that `role` names.' })
  domains?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'One of these products (fqn) is at the end that `role` names.',
  })
  products?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of one of these output ports (fqn).' })
  ports?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of one of these contracts (name).' })
  contracts?: string[] | null;

  @Field(() => [ChangeSeverity], { nullable: true, description: 'Of one of these.' })
  severities?: ('breaking' | 'risky' | 'compatible' | 'info')[] | null;

  @Field(() => [ContractChangeKind], { nullable: true, description: 'Of one of these.' })
  kinds?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Made by one of these (as `actor` names them).' })
  actors?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'At this instant or later.' })
  since?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this instant.' })
  until?: string | null;

  @Field(() => ContractRole, {
    nullable: true,
    description: 'Which end `domains` and `products` speak of; either where not given.',
  })
  role?: 'provider' | 'consumer' | null;
}

@InputType({ description: 'Which breaches; every condition given must hold.' })
export class SlaBreachFilter {
  @Field(() => Boolean, { nullable: true, description: 'true: not resolved yet; false: resolved.' })
  open?: boolean | null;

  @Field(() => [String], { nullable: true, description: "The port's domain is one of these." })
  domains?: string[] | null;

  @Field(() => [String], { nullable: true, description: "The port's product (fqn) is one of these." })
  products?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'The port (fqn) is one of these.' })
  ports?: string[] | null;

  @Field(() => [SlaObjective], { nullable: true, description: 'Of one of these.' })
  objectives?: ('freshness' | 'availability' | 'quality')[] | null;
}
