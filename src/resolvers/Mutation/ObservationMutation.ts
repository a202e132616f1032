import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { RecordObservationsInput } from '../../schema/inputs/observations.js';
import { RecordObservationsPayload } from '../../schema/payloads/payloads.js';

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
}
