import { ask } from '../../api/ask';
import {
  DomainManifestDocument,
  EffectivePolicyDocument,
  OriginsDocument,
  type OriginsQuery,
  type OriginsQueryVariables,
} from './documents';
import type { Result } from './compile';

type Origin = NonNullable<NonNullable<OriginsQuery['manifest']>['o0']>;

/** A manifest that the catalog knows. */
interface Named {
  readonly name: string;
  readonly version: string;
}

/** A value of the policy that holds, and who set it: a tier with its manifest, or the document that was compiled. */
export interface Setting {
  readonly path: string;
  readonly value: string;
  readonly tier: string;
  readonly manifest: string;
  /** What other tiers say of it, the root first; empty where none does. */
  readonly others: readonly string[];
}

const told = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Every value of a document by its path: lists of plain values are one value. */
function leaves(value: unknown, path = ''): (readonly [path: string, value: string])[] {
  const isPlain = (each: unknown): boolean => each === null || typeof each !== 'object';
  if (isPlain(value) || (Array.isArray(value) && value.every(isPlain))) return [[path, told(value)]];
  return Object.entries(value as object).flatMap(([key, each]) => {
    const below = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    return leaves(each, below);
  });
}

/** What a document says of itself, and hands down to none (docs/inheritance.md). */
const OWN = new Set(['apiVersion', 'kind', 'metadata', 'parent', 'domain']);

/** The values of a policy: what a merged document says, but for what it says of itself. */
const policyIn = (effective: unknown): (readonly [path: string, value: string])[] =>
  leaves(effective).filter(([path]) => !OWN.has(path.split(/[.[]/)[0] ?? ''));

const AT_ONCE = 8;

async function originsOf(of: Named, paths: readonly string[]): Promise<Map<string, Origin | null>> {
  const origins = new Map<string, Origin | null>();
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    const some = paths.slice(start, start + AT_ONCE);
    const asked = Object.fromEntries(
      Array.from({ length: AT_ONCE }, (_, slot) => [`p${slot}`, some[slot] ?? some[0]!]),
    );
    const { manifest } = await ask(OriginsDocument, { ...of, ...asked } as OriginsQueryVariables);
    for (const [slot, path] of some.entries()) origins.set(path, manifest?.[`o${slot}` as 'o0'] ?? null);
  }
  return origins;
}

const list = (value: unknown): readonly Named[] => (Array.isArray(value) ? (value as Named[]) : []);

/** The nearest manifest that the catalog knows of what was compiled; null where there is none. */
async function nearest({ artifacts, subject }: Result): Promise<Named | null> {
  const { platform, ancestors } = (artifacts ?? {}) as { platform?: unknown; ancestors?: unknown };
  const [first] = [...list(platform), ...list(ancestors)];
  if (first) return { name: first.name, version: first.version };
  const [domain = '', product] = subject.split('.');
  if (product === undefined) return null;
  return (await ask(DomainManifestDocument, { domain })).domain?.manifest ?? null;
}

const setting = ([path, value]: readonly [string, string], origin: Origin | null): Setting => ({
  path,
  value,
  tier: origin ? origin.manifest.scope.toLowerCase() : 'default',
  manifest: origin ? `${origin.manifest.name} ${origin.manifest.version}` : '',
  others: (origin?.chain ?? [])
    .filter(({ manifest }) => manifest.name !== origin?.manifest.name)
    .map(({ manifest, value: said }) => `${manifest.scope.toLowerCase()}: ${told(said)}`),
});

/**
 * The policy that holds for what was compiled, each value with the tier that set it; of a manifest, what it states itself is
 * its own. Throws ApiError where the catalog refuses; null where nothing of it is known.
 */
export async function policyOf(result: Result): Promise<readonly Setting[] | null> {
  const known = await nearest(result);
  const own = (result.artifacts as { effective?: unknown } | null)?.effective;
  if (!known) return own === undefined ? null : policyIn(own).map((leaf) => ownSetting(leaf, result.subject));
  const inherited = new Map(policyIn((await ask(EffectivePolicyDocument, known)).manifest?.effective ?? {}));
  const standing = own === undefined ? [...inherited] : policyIn(own);
  const isOwn = ([path, value]: readonly [string, string]): boolean => inherited.get(path) !== value;
  const origins = await originsOf(
    known,
    standing.filter((leaf) => !isOwn(leaf)).map(([path]) => path),
  );
  return standing.map((leaf) =>
    isOwn(leaf)
      ? ownSetting(leaf, result.subject, inherited.get(leaf[0]))
      : setting(leaf, origins.get(leaf[0]) ?? null),
  );
}

const ownSetting = ([path, value]: readonly [string, string], subject: string, inherited?: string): Setting => ({
  path,
  value,
  tier: 'this document',
  manifest: subject,
  others: inherited === undefined ? [] : [`inherited: ${inherited}`],
});
