import { Failure } from '../terminal/Failure.js';

/** What the CLI asks of a finding. */
export const FINDING = `
  fragment Finding on Diagnostic {
    code severity message expected hint notes subject location { file line column }
    related { message location { file line column } }
  }
`;

/** What the CLI asks of a compilation, and how it comes. */
export const COMPILATION = `
  ${FINDING}
  fragment Outcome on Compilation {
    id subject status closing durationMs at
    stages { index of title status checks { ok message depth diagnostic { ...Finding } } }
    diagnostics { ...Finding }
    contracts { name version }
  }
`;

export interface Finding {
  readonly code: string;
  readonly severity: 'ERROR' | 'WARNING' | 'INFO';
  readonly message: string;
  readonly expected: string | null;
  readonly hint: string | null;
  readonly notes: readonly string[];
  readonly subject: string | null;
  readonly location: Location | null;
  readonly related: readonly { readonly message: string; readonly location: Location | null }[];
}

interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface CompilationAnswer {
  readonly id: string;
  readonly subject: string;
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly closing: string | null;
  readonly stages: readonly {
    readonly index: number;
    readonly of: number;
    readonly title: string;
    readonly status: 'PASSED' | 'FAILED' | 'SKIPPED';
    readonly checks: readonly {
      readonly ok: boolean;
      readonly message: string;
      readonly depth: number;
      readonly diagnostic: Finding | null;
    }[];
  }[];
  readonly diagnostics: readonly Finding[];
  readonly contracts: readonly { readonly name: string; readonly version: string }[];
}

export interface UserErrorAnswer {
  readonly code: string;
  readonly path: readonly string[];
  readonly message: string;
}

/** Ends a command that the catalog refused. Throws Failure 1 with the first mistake, where there is one. */
export function mustBeAccepted([mistake]: readonly UserErrorAnswer[]): void {
  if (mistake) throw new Failure(1, `${mistake.message} (${mistake.code})`);
}
