import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { RecordRunInput } from '../../schema/inputs/runs.js';
import { RecordRunPayload } from '../../schema/payloads/runs.js';

/** What is told of runs (docs/run.md). */
@Resolver()
export class RunMutation {
  @Mutation(() => RecordRunPayload, {
    description:
      'Records how a run of a product, or a step of it, stands; for those who may record observations of it. The same again changes nothing, and what comes late does not turn back a run that has ended.',
  })
  async recordRun(
    @Arg('input', () => RecordRunInput, { description: 'Of which run, and how it stands.' })
    { step, message, externalUrl, ...input }: RecordRunInput,
    @Ctx() context: Context,
  ): Promise<RecordRunPayload> {
    const told = { step: step ?? null, message: message ?? null, externalUrl: externalUrl ?? null };
    const result = await context.actions.recordRun({ ...input, ...told });
    context.refresh();
    return result;
  }
}
