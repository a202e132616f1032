import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import { AddDatasetAliasInput, IngestDbtInput } from '../../schema/inputs/ingest.js';
import { DatasetAliasPayload, IngestPayload } from '../../schema/payloads/ingest.js';

@Resolver()
export class IngestMutation {
  @Mutation(() => IngestPayload, {
    description:
      'Takes what a run of dbt tells of the ports of a product: freshness, availability, quality. The same artifacts again change nothing.',
  })
  async ingestDbt(
    @Arg('input', () => IngestDbtInput, { description: 'The artifacts.' }) input: IngestDbtInput,
    @Ctx() context: Context,
  ): Promise<IngestPayload> {
    const result = await context.actions.ingestDbt({ ...input });
    context.refresh();
    return result;
  }

  @Mutation(() => DatasetAliasPayload, {
    description: 'States which output port a dataset stands for; what was stated of it before no longer counts.',
  })
  async addDatasetAlias(
    @Arg('input', () => AddDatasetAliasInput, { description: 'The dataset and the port.' }) input: AddDatasetAliasInput,
    @Ctx() context: Context,
  ): Promise<DatasetAliasPayload> {
    const result = await context.actions.addDatasetAlias({ ...input });
    context.refresh();
    return result;
  }
}
