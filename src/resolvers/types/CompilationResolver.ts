import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Diagnostic as Finding, RelatedLocation as Related, Severity } from '../../compiler/diagnostic.js';
import type { Context } from '../../context.js';
import type { CompilationRow } from '../../entities/rows/platform/CompilationRow.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import { DiagnosticSeverity } from '../../schema/enums/compilation.js';
import { OrganizationalPattern } from '../../schema/enums/organisation.js';
import { Compilation } from '../../schema/types/compilation/Compilation.js';
import { DataContract } from '../../schema/types/contracts/DataContract.js';
import { Diagnostic, RelatedLocation } from '../../schema/types/compilation/Diagnostic.js';
import type { Organization } from '../../compiler/artifact.js';

/** A data mesh compiles its products in six stages, a centralized platform in four (ADR-0021). */
const MESH_STAGES = 6;

@Resolver(() => Compilation)
export class CompilationResolver {
  @FieldResolver(() => OrganizationalPattern, {
    nullable: true,
    description: 'The organization a product was compiled in; null for a manifest.',
  })
  organization(@Root() { subjectKind, stages }: CompilationRow): Organization | null {
    if (subjectKind === 'manifest') return null;
    return stages.length === MESH_STAGES ? 'data_mesh' : 'centralized';
  }

  @FieldResolver(() => [Diagnostic], {
    description: 'The findings of all stages, in the order of stage, document, position and code.',
  })
  diagnostics(
    @Root() { diagnostics }: CompilationRow,
    @Arg('severity', () => DiagnosticSeverity, { nullable: true, description: 'Only these; all where not given.' })
    severity: Severity | null | undefined,
  ): readonly Finding[] {
    return severity ? diagnostics.filter((each) => each.severity === severity) : diagnostics;
  }

  @FieldResolver(() => [DataContract], { description: 'Those its publication established or changed.' })
  async contracts(@Root() { contractNames }: CompilationRow, @Ctx() { loaders }: Context): Promise<ContractRow[]> {
    const contracts = await Promise.all(contractNames.map((name) => loaders.contractByName.load(name)));
    return contracts.filter((each) => each !== null);
  }
}

@Resolver(() => Diagnostic)
export class DiagnosticResolver {
  @FieldResolver(() => [RelatedLocation], { description: 'Other places that belong to it.' })
  related(@Root() { related }: Finding): readonly Related[] {
    return related ?? [];
  }
}
