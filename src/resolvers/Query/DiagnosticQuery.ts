import { Query, Resolver } from 'type-graphql';
import type { Severity } from '../../compiler/diagnostic.js';
import { documentRules } from '../../compiler/document/codes.js';
import { inheritanceCodes } from '../../compiler/inherit/codes.js';
import { DiagnosticRule } from '../../schema/types/DiagnosticRule.js';

interface Explained {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  readonly example: { readonly bad: string };
  readonly mend: string;
}

const explained: readonly Explained[] = [...documentRules, ...inheritanceCodes];

@Resolver()
export class DiagnosticQuery {
  @Query(() => [DiagnosticRule], {
    description: 'Every code that a diagnostic can bear, in the order of the stages; what docs/diagnostics.md prints.',
  })
  diagnosticRules(): DiagnosticRule[] {
    return explained.map(({ code, title, severity, why, example, mend }) => ({
      ...{ code, title, severity, mend, explanation: why, example: example.bad },
    }));
  }
}
