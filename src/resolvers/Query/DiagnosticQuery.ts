import { Query, Resolver } from 'type-graphql';
import { allDiagnosticCodes } from '../../compiler/allDiagnosticCodes.js';
import { DiagnosticRule } from '../../schema/types/compilation/DiagnosticRule.js';

@Resolver()
export class DiagnosticQuery {
  @Query(() => [DiagnosticRule], {
    description: 'Every code that a diagnostic can bear, in the order of the stages; what docs/diagnostics.md prints.',
  })
  diagnosticRules(): DiagnosticRule[] {
    return allDiagnosticCodes();
  }
}
