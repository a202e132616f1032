import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { CompiledColumn, CompiledOwner } from '../../compiler/artifact.js';
import type { Context } from '../../context.js';
import type { ManifestRow } from '../../entities/rows/platform/ManifestRow.js';
import type { TermRow } from '../../entities/rows/platform/TermRow.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import { SearchConnection } from '../../schema/connections/connections.js';
import { Column } from '../../schema/types/common/Column.js';
import { Owner } from '../../schema/types/common/Owner.js';
import { Manifest } from '../../schema/types/platform/Manifest.js';
import { Term } from '../../schema/types/platform/Term.js';
import { hitOf } from '../fields/hitOf.js';
import { termsNamed } from '../fields/termsNamed.js';
import { connection } from '../paging/connection.js';
import { pageRange } from '../paging/pageRange.js';

@Resolver(() => Term)
export class TermResolver {
  @FieldResolver(() => Owner, {
    nullable: true,
    description: 'Who answers for its meaning; null where nobody is named.',
  })
  owner(@Root() { ownerTeam: team, ownerEmail: email, ownerSlack: slack }: TermRow): CompiledOwner | null {
    return team === null && email === null ? null : { team, email, slack };
  }

  @FieldResolver(() => Manifest, { description: 'The manifest that explains it, in its highest version.' })
  manifest(@Root() { manifestId }: TermRow, @Ctx() { loaders }: Context): Promise<ManifestRow | null> {
    return loaders.manifestById.load(manifestId);
  }

  /** Throws CatalogError BAD_USER_INPUT for a page that is too large, and for what is no cursor. */
  @FieldResolver(() => SearchConnection, {
    description:
      'The output ports that name it, by fqn; a column that does is found as its port. With READ_POLICY=grants the ports alone.',
  })
  uses(@Root() { id }: TermRow, @Args(() => ForwardPageArgs) args: ForwardPageArgs, @Ctx() context: Context): object {
    const range = pageRange(args);
    const { termUses } = context.loaders;
    const ofColumns = context.sight === null;
    return connection({
      page: () => termUses.page(id, range, ofColumns),
      count: () => termUses.count(id, ofColumns),
      present: (rows) => Promise.all(rows.map((row) => hitOf(row, context))),
    });
  }
}

@Resolver(() => Column)
export class ColumnResolver {
  @FieldResolver(() => [String], { description: 'Words to find it by, in the order of the document.' })
  tags(@Root() { tags = [] }: CompiledColumn): readonly string[] {
    return tags;
  }

  @FieldResolver(() => [Term], {
    description: 'The terms of the glossary that it names; those that it explains no more are left out.',
  })
  terms(@Root() { terms = [] }: CompiledColumn, @Ctx() context: Context): Promise<TermRow[]> {
    return termsNamed(terms, context);
  }
}
