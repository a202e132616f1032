import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Rename } from '../../compiler/migrate/migration/migration.js';
import type { Context } from '../../context.js';
import { AnalyzeMigrationInput, PublishTogetherInput } from '../../schema/inputs/documents.js';
import { PublishTogetherPayload } from '../../schema/payloads/payloads.js';
import { manifestRequest } from '../inputs/manifestRequest.js';
import { productRequest } from '../inputs/productRequest.js';
import { MigrationPlan, type Rename as RenameShape } from '../../schema/types/compilation/MigrationPlan.js';

const shown = ({ folder, from, to, reason }: Rename): RenameShape => ({ from, to, reason, product: folder });

@Resolver()
export class MigrationMutation {
  @Mutation(() => MigrationPlan, {
    description:
      'Plans the change of a domain or product to another modeling pattern from what stands in the catalog; writes nothing. `floe migrate apply` carries it out.',
  })
  async analyzeMigration(
    @Arg('input', () => AnalyzeMigrationInput, { description: 'What, and where to.' }) input: AnalyzeMigrationInput,
    @Ctx() { actions }: Context,
  ): Promise<MigrationPlan> {
    const plan = await actions.analyzeMigration({ ...input });
    return {
      from: plan.from,
      to: plan.to,
      affectedContracts: plan.affectedContracts,
      renames: plan.renames.map(shown),
      undecided: plan.undecided.map(shown),
      diagnostics: [...plan.diagnostics, ...(plan.gaps ?? [])],
      lacking: plan.lacking,
    };
  }

  @Mutation(() => PublishTogetherPayload, {
    description:
      'Compiles and publishes a manifest and products of its domain in one transaction: where one of them is refused, nothing changes.',
  })
  async publishTogether(
    @Arg('input', () => PublishTogetherInput, { description: 'The documents.' }) input: PublishTogetherInput,
    @Ctx() context: Context,
  ): Promise<PublishTogetherPayload> {
    const manifest = input.manifest ? manifestRequest(input.manifest) : null;
    const products = input.products.map(productRequest);
    const { idempotencyKey = null } = input;
    const result = await context.actions.publishTogether({ manifest, products, idempotencyKey });
    context.refresh();
    return { ...result, diagnostics: result.compilations.flatMap(({ diagnostics }) => diagnostics) };
  }
}
