import type { Diagnostic } from '../diagnostic.js';
import { decodeManifest, type Decoded } from '../document/decode.js';
import type { Manifest } from '../document/manifest.js';
import type { SourceLocation } from '../source.js';
import { didYouMean, finding } from './policy/finding.js';
import type { ChainLink, ManifestScope } from './policy/platform.js';
import { labelOf } from './policy/policyDocument.js';
import type { PublishedManifest, RefResolution } from '../mesh.js';

/** Where a ref is written, and in which field. */
export interface RefSite {
  readonly field: 'parent.ref' | 'domain.ref' | 'platform.ref';
  readonly location: SourceLocation | null;
}

/** A chain of manifests, nearest first; null where a link is missing or leads back. What is found beside that is no error. */
export interface ResolvedChain {
  readonly chain: readonly ChainLink[] | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A document without `metadata.scope` is a centralized platform (ADR-0021, Organizational Patterns). */
function scopeOf(manifest: Manifest): ManifestScope {
  return manifest.metadata.scope ?? 'platform';
}

/** A document that comes from no catalog as the first link of a chain. */
export function ownLink(manifest: Decoded<Manifest>): ChainLink {
  const { name, version } = manifest.value.metadata;
  return { manifest, name, version, ref: null, digest: null, scope: scopeOf(manifest.value) };
}

/** Follows a ref and then every `parent.ref` (decision 10: the resolutions were gathered before; nobody is asked). */
export function chainOfRef(ref: string, site: RefSite, refs: readonly RefResolution[]): ResolvedChain {
  const { link, diagnostics } = resolveLink(ref, site, refs);
  return link ? climb([link], refs, diagnostics) : { chain: null, diagnostics };
}

/** The chain of a document that is at hand: itself, then its parents. */
export function chainOfDocument(manifest: Decoded<Manifest>, refs: readonly RefResolution[]): ResolvedChain {
  return climb([ownLink(manifest)], refs);
}

function climb(
  chain: readonly ChainLink[],
  refs: readonly RefResolution[],
  found: readonly Diagnostic[] = [],
): ResolvedChain {
  const top = chain.at(-1);
  const ref = top?.manifest.value.parent?.ref;
  if (!top || ref === undefined) return { chain, diagnostics: found };
  const site: RefSite = { field: 'parent.ref', location: top.manifest.locate(['parent', 'ref']) };
  const { link, diagnostics } = resolveLink(ref, site, refs);
  if (!link) return { chain: null, diagnostics };
  if (chain.some((each) => sameManifest(each, link)))
    return { chain: null, diagnostics: [cycle([...chain, link], site)] };
  const wrong = wrongParent(top, link, site);
  return wrong ? { chain: null, diagnostics: [wrong] } : climb([...chain, link], refs, [...found, ...diagnostics]);
}

const sameManifest = (a: ChainLink, b: ChainLink): boolean => a.name === b.name && a.version === b.version;

function resolveLink(
  ref: string,
  site: RefSite,
  refs: readonly RefResolution[],
): { link: ChainLink | null; diagnostics: Diagnostic[] } {
  const resolution = refs.find((each) => each.ref === ref);
  if (!resolution?.found) return { link: null, diagnostics: [missing(ref, site, resolution)] };
  const { found, movedTo } = resolution;
  const { document, diagnostics } = decodeManifest(found.source);
  if (!document) return { link: null, diagnostics: [invalid(ref, site, found, diagnostics)] };
  const { name, version, digest } = found;
  const link = { manifest: document, name, version, ref, digest, scope: scopeOf(document.value) };
  return { link, diagnostics: movedTo === undefined ? [] : [moved(ref, site, found, movedTo)] };
}

const missing = (ref: string, site: RefSite, resolution?: Extract<RefResolution, { found: null }>): Diagnostic =>
  resolution?.notPulled === undefined
    ? unresolved(ref, site, resolution?.nearMatches ?? [])
    : notPulled(ref, site, resolution.notPulled);

function notPulled(ref: string, site: RefSite, problem: string): Diagnostic {
  return finding('REF_NOT_PULLED', {
    message: `${site.field} '${ref}' leads to no published manifest, and its registry did not give it`,
    expected: 'a manifest of this catalog, or one in a registry that it may pull from',
    hint: problem,
    subject: ref,
    location: site.location,
    details: { ref, field: site.field, problem },
  });
}

function moved(ref: string, site: RefSite, found: PublishedManifest, movedTo: string): Diagnostic {
  const pinned = found.artifactDigest ?? found.digest;
  return finding('REF_MOVED', {
    message: `The tag of ${site.field} '${ref}' was moved: it leads to ${movedTo}, and the catalog keeps ${pinned}`,
    expected: 'a tag that names one immutable artifact',
    hint: `What was published counts, ${found.name}@${found.version}: push what is new under a version of its own`,
    subject: ref,
    location: site.location,
    details: { ref, field: site.field, pinned, found: movedTo },
  });
}

function unresolved(ref: string, site: RefSite, nearMatches: readonly string[]): Diagnostic {
  return finding('REF_UNRESOLVED', {
    message: `${site.field} '${ref}' leads to no published manifest`,
    expected: 'an oci:// ref or name@version of a manifest published in this catalog',
    hint: didYouMean(nearMatches) ?? 'Publish that manifest first, then the documents that name it',
    subject: ref,
    location: site.location,
    details: { ref, field: site.field, nearMatches },
  });
}

function invalid(ref: string, site: RefSite, found: PublishedManifest, causes: readonly Diagnostic[]): Diagnostic {
  return finding('PARENT_INVALID', {
    message: `${site.field} '${ref}' leads to ${found.name}@${found.version}, which cannot be read`,
    hint: `Publish a mended version of ${found.name}`,
    subject: ref,
    location: site.location,
    related: causes.flatMap(({ message, location }) => (location ? [{ message, location }] : [])),
    details: { ref, field: site.field, manifest: `${found.name}@${found.version}` },
  });
}

function cycle(chain: readonly ChainLink[], site: RefSite): Diagnostic {
  const path = chain.map(labelOf);
  return finding('REF_CYCLE', {
    message: `The chain of parents leads back: ${path.join(' -> ')}`,
    hint: 'Let parent.ref name the enterprise manifest',
    subject: path[0],
    location: site.location,
    details: { path },
  });
}

/** The parent of a domain is an enterprise (ADR-0021, Three-Tier Configuration Hierarchy); no other scope has one. */
function wrongParent(child: ChainLink, parent: ChainLink, site: RefSite): Diagnostic | null {
  if (parent.scope === 'enterprise') return null;
  return finding('REF_WRONG_SCOPE', {
    message: `The parent of ${labelOf(child)} must be an enterprise manifest; ${labelOf(parent)} is ${scopeWords[parent.scope]}`,
    expected: 'a manifest of scope enterprise',
    subject: labelOf(parent),
    location: site.location,
    details: { field: site.field, found: parent.scope, expected: 'enterprise' },
  });
}

export const scopeWords: Readonly<Record<ManifestScope, string>> = {
  enterprise: 'an enterprise manifest',
  domain: 'a domain manifest',
  platform: 'a centralized platform manifest',
};
