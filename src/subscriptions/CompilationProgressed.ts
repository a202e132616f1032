import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { CompilationStage } from '../schema/types/compilation/Compilation.js';
import type { Subscribing } from './FollowingContext.js';

const follow = ({ args: { id }, context: { progress, sight } }: Subscribing<{ readonly id: string }>) =>
  progress.follow(id, sight?.key);

@Resolver()
export class CompilationProgressed {
  @Subscription(() => [CompilationStage], {
    subscribe: follow,
    description:
      'The stages of a compilation as they end, in order, from the first on; those that ended together come together. It completes when the compilation has been recorded, or could not be carried out. A stage that comes again replaces what came before: the mesh had moved meanwhile.',
  })
  compilationProgressed(
    @Root() stages: readonly CompilationStage[],
    @Arg('id', () => ID, { description: 'The `progressId` that the mutation is, or will be, given.' }) _id: string,
  ): readonly CompilationStage[] {
    return stages;
  }
}
