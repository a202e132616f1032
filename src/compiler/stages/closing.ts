import type { Part } from './plan.js';

/** How the closing line names what is to be mended. */
const CONCERNS: Readonly<Record<Exclude<Part, 'verdict'>, string>> = {
  enterprise: 'platform',
  platform: 'platform',
  product: 'document',
  naming: 'naming',
  quality: 'quality',
  port: 'data product',
  contract: 'data contract',
  governance: 'governance',
  namespace: 'governance',
};

/** The order of the concerns in the sentence. */
const ORDER = ['platform', 'document', 'naming', 'quality', 'data product', 'data contract', 'governance'];

/**
 * The console's last line of a failed compilation, in the ADR's two forms: "Fix data contract violation and re-run",
 * "Fix naming and quality violations, then re-run".
 */
export function closingLine(errors: ReadonlyMap<Part, number>): string | null {
  const counts = new Map<string, number>();
  for (const [part, count] of errors)
    if (part !== 'verdict' && count > 0) counts.set(CONCERNS[part], (counts.get(CONCERNS[part]) ?? 0) + count);
  const concerns = ORDER.filter((concern) => counts.has(concern));
  const [first, ...rest] = concerns;
  if (first === undefined) return null;
  if (rest.length === 0)
    return `Fix ${first} violation${(counts.get(first) ?? 0) > 1 ? 's' : ''} and re-run \`floe compile\``;
  return `Fix ${[first, ...rest.slice(0, -1)].join(', ')} and ${rest.at(-1) ?? ''} violations, then re-run \`floe compile\``;
}
