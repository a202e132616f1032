import type { CompiledManifest } from '../compiler/artifact.js';
import type { MeshFacts } from '../compiler/input.js';
import type { ManifestCompileResult } from '../compiler/result.js';
import type { SourceFile } from '../compiler/source.js';
import { manifestReferences } from '../compiler/document/references.js';
import { CatalogError, type UserError } from '../errors.js';
import type { Reader, Transaction } from '../entities/database.js';
import type { CompilationRow } from '../entities/rows/platform/CompilationRow.js';
import type { ManifestRow } from '../entities/rows/platform/ManifestRow.js';
import { manifestByExactRef } from '../entities/reads/manifestRefs.js';
import { insertCompilation } from '../entities/writes/compilations.js';
import { appendEvents, lockEventLog } from '../entities/writes/events.js';
import {
  governorOf,
  highestManifest,
  insertManifest,
  manifestByVersion,
  namespaceHolders,
  placeManifest,
} from '../entities/writes/manifests.js';
import { compilationRecord } from './compiling/compilationRecord.js';
import { compileHere } from './compiling/compileHere.js';
import { contentDigest } from './kit/digest.js';
import { domainOfPlatform, domainsOf } from './kit/domainsOf.js';
import { chainOf } from './compiling/chains.js';
import { ancestorsOf, askOutside, type Ancestors, type Outside } from './compiling/outside.js';
import { notExpected } from './kit/expectedVersion.js';
import type { Measured, OutsideManifest } from './kit/needs.js';
import { storeDomains } from './storing/storeDomains.js';
import { isNewPlace, otherArtifact, wrongPlace, type Place } from './kit/place.js';
import { instant, type Toolkit } from './kit/toolkit.js';
import type { Watchable } from './kit/productRequest.js';

export interface ManifestRequest extends Watchable {
  /** The document, YAML. */
  readonly source: string;
  /** The name diagnostics give it. */
  readonly file: string;
  /** The oci:// ref it is published under; where absent, the one the configured registry implies. */
  readonly ref?: string | null;
  /** What the ref leads to in its registry. */
  readonly artifactDigest?: string | null;
  /** The version it replaces; another one stored is a CONFLICT. */
  readonly expectedVersion?: string | null;
}

export interface PublishedManifestResult {
  /** This version stood already, with this very content. */
  readonly unchanged?: true;
  readonly manifest: ManifestRow | null;
  /** Its parent, where that was pulled from its registry and published with it. */
  readonly pulled?: ManifestRow;
  readonly compilation: CompilationRow;
  readonly userErrors: readonly UserError[];
}

/** All that a compilation of this manifest must know of the catalog: its ancestors. Writes nothing. */
export const manifestContext = async (
  { db }: Pick<Toolkit, 'db'>,
  { file, source }: ManifestRequest,
): Promise<Pick<MeshFacts, 'refs'>> => {
  const { parentRef } = manifestReferences({ path: file, content: source });
  return { refs: (await chainOf(db, parentRef)).refs };
};

const documentOf = ({ file, source }: ManifestRequest): SourceFile => ({ path: file, content: source });

/** What registries say of what a manifest rests on; asked before its transaction. */
export const outsideOf = (kit: Toolkit, request: ManifestRequest): Promise<Outside | null> =>
  askOutside(kit, documentOf(request));

interface Gathered extends Pick<Ancestors, 'pulled'> {
  readonly compiled: Measured<ManifestCompileResult>;
}

async function gatherAndCompileManifest(
  { compiling = compileHere }: Toolkit,
  db: Reader,
  request: ManifestRequest,
  outside: Outside | null,
): Promise<Gathered> {
  const manifest = documentOf(request);
  const { refs, pulled } = await ancestorsOf(db, manifest, outside);
  return { pulled, compiled: await compiling('manifest', { manifest, refs }) };
}

function record(kit: Toolkit, tx: Transaction, compiled: Measured<ManifestCompileResult>): Promise<CompilationRow> {
  const facts = { kind: 'manifest', environment: 'production', at: instant(kit.clock) } as const;
  return insertCompilation(tx, compilationRecord(compiled, facts));
}

/** Compiles a manifest with its ancestors and records the compilation; changes nothing else (`floe platform compile`). */
export async function compileManifest(kit: Toolkit, request: ManifestRequest): Promise<CompilationRow> {
  const { compiled } = await gatherAndCompileManifest(kit, kit.db, request, await outsideOf(kit, request));
  return kit.db.transaction((tx) => record(kit, tx, compiled));
}

/** The ref of ADR-0021's tiers: `{registry}/enterprise-platform:v1.0.0`, `{registry}/domains/{domain}-platform:v2.1.0`. */
export function impliedRef(
  base: string | null,
  manifest: Pick<CompiledManifest, 'scope' | 'domain' | 'version' | 'name'>,
): string | null {
  if (base === null) return null;
  const path = {
    enterprise: 'enterprise-platform',
    domain: `domains/${manifest.domain?.name ?? manifest.name}-platform`,
    platform: 'platform',
  }[manifest.scope];
  return `${base.replace(/\/+$/, '')}/${path}:v${manifest.version}`;
}

const error = (code: UserError['code'], path: string, message: string): UserError => ({
  code,
  path: ['input', path],
  message,
});

interface Candidate extends Place {
  readonly manifest: CompiledManifest;
  readonly digest: string;
}

/** Why the manifest may not be published; null where it may. */
async function refusal(tx: Transaction, request: ManifestRequest, candidate: Candidate): Promise<UserError | null> {
  const { manifest, ref, digest } = candidate;
  const misplaced = wrongPlace(candidate);
  if (misplaced) return misplaced;
  const highest = await highestManifest(tx, manifest.name);
  const unexpected = notExpected(manifest.name, request.expectedVersion, highest?.version ?? null);
  if (unexpected) return unexpected;
  const same = await manifestByVersion(tx, manifest.name, manifest.version);
  if (same && same.digest !== digest)
    return error(
      'CONFLICT',
      'source',
      `${manifest.name} ${manifest.version} is published with other content: raise metadata.version.`,
    );
  const other = same && otherArtifact(`${same.name} ${same.version}`, same, candidate);
  if (other) return other;
  const holder = ref === null ? undefined : await manifestByExactRef(tx, ref);
  if (holder && holder.id !== same?.id)
    return error(
      'CONFLICT',
      'ref',
      `${ref} names ${holder.name} ${holder.version}: a ref names one immutable artifact.`,
    );
  return (await refuseNamespaces(tx, manifest)) ?? refuseCarried(tx, manifest);
}

/** A domain has one manifest: the one that an enterprise carries is taken from nobody, and nobody takes it. */
async function refuseCarried(tx: Transaction, manifest: CompiledManifest): Promise<UserError | null> {
  const own = domainOfPlatform(manifest);
  const governor = own && (await governorOf(tx, own.name));
  if (!governor || governor.name === manifest.name) return null;
  if (governor.scope !== 'enterprise' && manifest.scope !== 'enterprise') return null;
  return error(
    'CONFLICT',
    'source',
    `Domain ${own.name} is that of ${governor.name} ${governor.version}: name another under \`domain\`.`,
  );
}

async function refuseNamespaces(tx: Transaction, manifest: CompiledManifest): Promise<UserError | null> {
  const [holder] = await namespaceHolders(tx, domainsOf(manifest));
  if (!holder) return null;
  return error(
    'CONFLICT',
    'source',
    `Namespace ${holder.namespace} belongs to domain ${holder.name}: each domain has its own.`,
  );
}

/** Publishes the parent that only its registry had, as whoever publishes what rests on it. */
async function publishPulled(
  kit: Toolkit,
  tx: Transaction,
  { ref, artifactDigest, source, file }: OutsideManifest,
): Promise<Pick<PublishedManifestResult, 'manifest' | 'userErrors'>> {
  const alone = { ...kit, compiling: kit.beside ?? compileHere };
  const { manifest, userErrors } = await publishManifestIn(alone, tx, { ref, artifactDigest, source, file }, null);
  const why = userErrors.map(({ message }) => message).join(' ') || 'it does not compile.';
  const refused = error('INVALID_DOCUMENT', 'source', `Its parent ${ref} was pulled, and cannot be published: ${why}`);
  return { manifest, userErrors: manifest ? [] : [refused] };
}

/**
 * `publishManifest` within a transaction; what registries say was asked before. Throws CatalogError CONFLICT, which undoes
 * it, where a parent that was published with it leaves no place for it.
 */
export async function publishManifestIn(
  kit: Toolkit,
  tx: Transaction,
  request: ManifestRequest,
  outside: Outside | null,
): Promise<PublishedManifestResult> {
  await lockEventLog(tx);
  const { compiled, pulled } = await gatherAndCompileManifest(kit, tx, request, outside);
  const manifest = compiled.result.artifact;
  const compilation = await record(kit, tx, compiled);
  if (!manifest) return { manifest: null, compilation, userErrors: [] };
  const ref = request.ref ?? impliedRef(kit.registry.base, manifest);
  const digest = contentDigest(request.source);
  const candidate = { manifest, digest, ref, artifactDigest: request.artifactDigest ?? null };
  const refused = await refusal(tx, request, candidate);
  if (refused) return { manifest: null, compilation, userErrors: [refused] };
  const standing = await manifestByVersion(tx, manifest.name, manifest.version);
  if (standing)
    return { manifest: await placed(tx, standing, candidate), compilation, userErrors: [], unchanged: true };
  if (!pulled) return { manifest: await store(kit, tx, request, candidate), compilation, userErrors: [] };
  const parent = await publishPulled(kit, tx, pulled);
  if (!parent.manifest) return { manifest: null, compilation, userErrors: parent.userErrors };
  const crowded = await refusal(tx, request, candidate);
  if (crowded) throw new CatalogError('CONFLICT', crowded.message);
  const row = await store(kit, tx, request, candidate);
  return { manifest: row, pulled: parent.manifest, compilation, userErrors: [] };
}

/** A version that stands, with the artifact that it was pushed as since. */
async function placed(tx: Transaction, standing: ManifestRow, place: Place): Promise<ManifestRow> {
  const { ref, artifactDigest } = place;
  if (!isNewPlace(standing, place)) return standing;
  await placeManifest(tx, standing.id, { ref, artifactDigest });
  return { ...standing, ref, artifactDigest };
}

async function store(
  kit: Toolkit,
  tx: Transaction,
  request: ManifestRequest,
  candidate: Candidate,
): Promise<ManifestRow> {
  const { manifest, digest, ref, artifactDigest } = candidate;
  const at = instant(kit.clock);
  const [parent] = manifest.ancestors;
  const parentRow = parent && (await manifestByVersion(tx, parent.name, parent.version));
  const row = await insertManifest(tx, {
    name: manifest.name,
    version: manifest.version,
    scope: manifest.scope,
    ref,
    digest,
    artifactDigest,
    compiled: manifest,
    parentId: parentRow?.id ?? null,
    domainName: domainOfPlatform(manifest)?.name ?? null,
    source: request.source,
    file: request.file,
    publishedAt: at,
    publishedBy: kit.actor.name,
  });
  await storeDomains(tx, row);
  await appendEvents(tx, [{ kind: 'manifest_published', at, domain: row.domainName, subjectId: row.id }]);
  return row;
}

/**
 * Compiles a manifest with its ancestors and, where that succeeds, keeps it as a version for ever, with the domains,
 * layers, namespaces and grants it declares, in one transaction. The same version with the same content is a no-op; with
 * other content, under a ref that names something else, or as another artifact, it is refused as CONFLICT. A parent that
 * only its registry has is published with it.
 */
export async function publishManifest(kit: Toolkit, request: ManifestRequest): Promise<PublishedManifestResult> {
  const outside = await outsideOf(kit, request);
  return kit.db.transaction((tx) => publishManifestIn(kit, tx, request, outside));
}
