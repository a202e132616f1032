import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { rowNumber } from '../fields/rowNumber.js';
import { decodeGlobalId } from '../../schema/globalId.js';
import type { Context } from '../../context.js';
import {
  AcknowledgeBreachInput,
  RecordObservationsInput,
  ScheduleMaintenanceInput,
} from '../../schema/inputs/observations.js';
import {
  AcknowledgeBreachPayload,
  MaintenancePayload,
  RecordObservationsPayload,
} from '../../schema/payloads/payloads.js';

/** What is told of ports and their promises. */
@Resolver()
export class ObservationMutation {
  @Mutation(() => RecordObservationsPayload, {
    description:
      'Records what monitoring saw; a missed objective opens a breach, one that is met again resolves it. All or none.',
  })
  async recordObservations(
    @Arg('input', () => RecordObservationsInput, { description: 'The observations.' }) input: RecordObservationsInput,
    @Ctx() context: Context,
  ): Promise<RecordObservationsPayload> {
    const observations = input.observations.map((each) => ({ ...each }));
    const result = await context.actions.recordObservations({
      observations,
      idempotencyKey: input.idempotencyKey ?? null,
    });
    context.refresh();
    return result;
  }

  @Mutation(() => AcknowledgeBreachPayload, {
    description: 'Says that one knows of a breach, for owners of its port. It stays open, and its time goes on.',
  })
  async acknowledgeBreach(
    @Arg('input', () => AcknowledgeBreachInput, { description: 'Which, and what is done.' })
    { breach, note }: AcknowledgeBreachInput,
    @Ctx() context: Context,
  ): Promise<AcknowledgeBreachPayload> {
    const decoded = decodeGlobalId(breach);
    const number = decoded?.type === 'SlaBreach' ? rowNumber(decoded.key) : null;
    const result = await context.actions.acknowledgeBreach({ breach: number, note: note ?? null });
    context.refresh();
    return result;
  }

  @Mutation(() => MaintenancePayload, {
    description:
      'Schedules maintenance of an output port, for its owners: within it no breach opens and nothing counts in what it attained.',
  })
  async scheduleMaintenance(
    @Arg('input', () => ScheduleMaintenanceInput, { description: 'Of what, when, why.' })
    input: ScheduleMaintenanceInput,
    @Ctx() context: Context,
  ): Promise<MaintenancePayload> {
    const result = await context.actions.scheduleMaintenance({ ...input });
    context.refresh();
    return result;
  }
}
