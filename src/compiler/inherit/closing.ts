import type { Diagnostic } from '../diagnostic.js';

/** The families of findings of a manifest, as the closing line names them. */
export type Concern = 'document' | 'inheritance' | 'governance';

/** The console's last line of a failed compilation, in the ADR's two forms: "Fix x and re-run", "Fix x and y violations, then re-run". */
export function manifestClosing(findings: Readonly<Record<Concern, readonly Diagnostic[]>>): string | null {
  const errors = (concern: Concern): number => findings[concern].filter((each) => each.severity === 'error').length;
  const concerns = (['document', 'inheritance', 'governance'] as const).filter((concern) => errors(concern) > 0);
  const [first] = concerns;
  if (!first) return null;
  const command = 're-run `floe platform compile`';
  if (concerns.length > 1) return `Fix ${concerns.join(' and ')} violations, then ${command}`;
  return `Fix ${first} violation${errors(first) > 1 ? 's' : ''} and ${command}`;
}
