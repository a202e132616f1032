import { manifestIdentity, manifestReferences } from '../../compiler/document/references.js';
import type { RefResolution } from '../../compiler/mesh.js';
import type { SourceFile } from '../../compiler/source.js';
import type { Reader } from '../../entities/database.js';
import { writtenManifests } from '../../entities/reads/manifestRefs.js';
import { contentDigest } from '../kit/digest.js';
import type { OutsideManifest, Pulling } from '../kit/needs.js';
import type { Toolkit } from '../kit/toolkit.js';
import { chainOf } from './chains.js';

/** What a registry said of the parent of a manifest. */
export interface Outside {
  /** As the manifest names its parent. */
  readonly ref: string;
  /** Where the catalog does not know it. */
  readonly pulling?: Pulling;
  /** The digest that the tag of a known one leads to now, where that is another. */
  readonly movedTo?: string;
}

/**
 * Asks the registry of the parent of a manifest, where it is one of those that are allowed: for the parent, where the
 * catalog does not know it, else whether its tag was moved. Asked before any transaction: it may take its time. Null where
 * there is nothing to tell.
 */
export async function askOutside(
  { db, registries }: Pick<Toolkit, 'db' | 'registries'>,
  manifest: SourceFile,
): Promise<Outside | null> {
  const { parentRef: ref } = manifestReferences(manifest);
  if (ref === null || !registries?.allows(ref)) return null;
  const [known] = (await writtenManifests(db, [ref])).get(ref) ?? [];
  if (!known) return { ref, pulling: await registries.pull(ref) };
  if (known.ref === null || known.artifactDigest === null) return null;
  const movedTo = await registries.digestOf(known.ref);
  return movedTo === null || movedTo === known.artifactDigest ? null : { ref, movedTo };
}

/** The ancestors of a manifest as the catalog and its registry have them. */
export interface Ancestors {
  readonly refs: readonly RefResolution[];
  /** The one that only the registry has: it is to be published before what rests on it. */
  readonly pulled: OutsideManifest | null;
}

/** What the registry said of one ref, beside what the catalog knows of it. */
function told(resolution: RefResolution, outside: Outside): RefResolution {
  const { pulling, movedTo } = outside;
  if (resolution.ref !== outside.ref) return resolution;
  if (resolution.found) return movedTo === undefined ? resolution : { ...resolution, movedTo };
  if (!pulling) return resolution;
  if ('problem' in pulling) return { ...resolution, notPulled: pulling.problem };
  const { ref, artifactDigest, file: path, source: content } = pulling.manifest;
  const { name, version } = manifestIdentity({ path, content });
  const digest = contentDigest(content);
  const source = { path, content };
  return {
    ref: resolution.ref,
    found: { name: name ?? path, version: version ?? '', ref, digest, artifactDigest, source },
  };
}

/** The ancestors of a manifest: what the catalog knows, then what was asked outside. */
export async function ancestorsOf(db: Reader, manifest: SourceFile, outside: Outside | null): Promise<Ancestors> {
  const { refs } = await chainOf(db, manifestReferences(manifest).parentRef);
  const isMissing = refs.some(({ ref, found }) => ref === outside?.ref && !found);
  const pulled = isMissing && outside?.pulling && 'manifest' in outside.pulling ? outside.pulling.manifest : null;
  if (!outside) return { refs, pulled };
  const above = pulled && manifestReferences({ path: pulled.file, content: pulled.source }).parentRef;
  const further = above ? (await chainOf(db, above)).refs : [];
  return { refs: [...refs.map((each) => told(each, outside)), ...further], pulled };
}
