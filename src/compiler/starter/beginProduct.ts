import type { ModelingPattern } from '../artifact.js';
import type { Diagnostic } from '../diagnostic.js';
import { refsOfChain, type PublishedChain } from '../inherit/explainManifest.js';
import type { EffectivePlatform } from '../inherit/policy/platform.js';
import { resolvePlatform } from '../inherit/resolvePlatform.js';
import type { SourceFile } from '../source.js';
import type { Ci } from './files/starter.js';
import { startProduct } from './startProduct.js';

/** What somebody says of the product that he begins; null: what the platform says of itself. */
export interface Said {
  /** `customer-360` */
  readonly name: string;
  readonly team: string | null;
  readonly email: string | null;
}

export interface Beginning {
  /** The manifest that the product is to lie under. */
  readonly chain: PublishedChain;
  readonly said: Said;
  readonly ci: Ci;
  /** Which version of `floe` the workflow of CI installs. */
  readonly floeVersion: string;
  /** ISO 8601, UTC: when it begins, as the newest of the rows that ship with it tells. */
  readonly now: string;
}

/** A new product, or why there is none: `refusal` is null, or there are no files. */
export interface BegunProduct {
  /** `sales.customer-360` */
  readonly fqn: string;
  /** How its document names the manifest: an oci:// ref, or name@version. */
  readonly ref: string;
  /** Who owns it, as it was said, else as the platform has it; null where nothing says it. */
  readonly team: string | null;
  readonly email: string | null;
  /** null where the manifest is no platform that a product can begin under. */
  readonly pattern: ModelingPattern | null;
  /** The compute plugin that its profile is for; null where there are no files. */
  readonly compute: string | null;
  readonly files: readonly SourceFile[];
  /** What is left to whoever begins, a sentence each. */
  readonly notes: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly refusal: string | null;
}

const NOTHING = { compute: null, files: [], notes: [] } as const;

function ownerOf({ team, email }: Said, { owners }: EffectivePlatform): Pick<Said, 'team' | 'email'> {
  const owner = owners.find((each) => each.team !== null || each.email !== null);
  const reached = email ?? owner?.email ?? null;
  return { team: team ?? owner?.team ?? reached?.split('@')[0] ?? null, email: reached };
}

/**
 * Begins a product under a published manifest (ADR-0021, `floe init`): the files of `startProduct`, owned by whom it is said,
 * else by who owns the platform. Nothing is thrown: what is in the way stands in `refusal`, with the findings of the manifests
 * or of the product's document.
 */
export function beginProduct({ chain, said, ci, floeVersion, now }: Beginning): BegunProduct {
  const [{ name, version, ref: published }] = chain;
  const ref = published ?? `${name}@${version}`;
  const refs = [{ ref, found: chain[0] }, ...refsOfChain(chain)];
  const resolved = resolvePlatform(ref, null, refs);
  const diagnostics = resolved.diagnostics.filter(({ severity }) => severity === 'error');
  if (!resolved.platform || diagnostics.length > 0) {
    const refusal = `${ref} is no platform that a product can begin under.`;
    return { ...said, ...NOTHING, fqn: said.name, ref, pattern: null, diagnostics, refusal };
  }
  const { platform } = resolved;
  const { team, email } = ownerOf(said, platform);
  const begun = { fqn: `${platform.domain.name}.${said.name}`, ref, team, email, pattern: platform.pattern };
  if (team === null || email === null) {
    const refusal = 'nothing says which team owns the product, and by which e-mail address it is reached.';
    return { ...begun, ...NOTHING, diagnostics, refusal };
  }
  const started = startProduct({ answers: { name: said.name, team, email, ref }, platform, ci, floeVersion, now });
  if (started.files === null)
    return { ...begun, ...NOTHING, diagnostics: started.diagnostics, refusal: started.reason };
  const { compute, files, notes } = started;
  return { ...begun, compute, files, notes, diagnostics, refusal: null };
}
