import { inc } from 'semver';
import { parseYaml } from '../document/yaml/yaml.js';
import { productVersionSplices } from '../migrate/edits/raisedVersions.js';
import { spliced } from '../migrate/edits/splices.js';
import type { Splice } from '../migrate/migration/journal.js';
import { renderFilePatch } from '../migrate/render/renderPatch.js';
import type { SourceFile } from '../source.js';
import { isMapping, sameValue, valueAt, type Mapping } from '../values/json.js';
import { grantSplice, portIndex } from './grantSplices.js';
import { statedGrant, type NewGrant } from './newGrant.js';

/** A document with a grant more. */
export interface GrantedAccess {
  /** The whole of it. */
  readonly content: string;
  /** What changes, as `git apply` takes it. */
  readonly patch: string;
  /** Its version before and after: a grant asks for a minor one. */
  readonly from: string;
  readonly to: string;
}

/** Grants that are to be added to a port of a product's document. */
export interface GrantRequest {
  readonly file: SourceFile;
  readonly port: string;
  readonly grants: readonly NewGrant[];
}

const VERSION = ['metadata', 'version'];

/** What the document is to say: the version raised, the grants added to the port, all else as it was. */
function wanted(value: Mapping, index: number, grants: readonly NewGrant[], to: string): unknown {
  const copy = structuredClone(value) as Record<string, unknown>;
  (copy['metadata'] as Record<string, unknown>)['version'] = to;
  const port = (copy['output_ports'] as Record<string, unknown>[])[index];
  if (!port) return null;
  const access = isMapping(port['access']) ? port['access'] : {};
  const listed: unknown[] = Array.isArray(access['grants']) ? access['grants'] : [];
  port['access'] = { ...access, grants: [...listed, ...grants.map(statedGrant)] };
  return copy;
}

/** A path that a patch may name: within the folder in which it is applied. */
function patchable(path: string): string {
  const steps = path.split(/[/\\]/).filter((step) => step !== '' && step !== '.');
  return steps.includes('..') || /^[A-Za-z]:/.test(path) ? (steps.at(-1) ?? path) : steps.join('/');
}

/**
 * A product's document with grants to read added to an output port and its version raised, comments and all else
 * untouched. null where that cannot be written so that the document then says just that.
 */
export function grantAccess({ file, port, grants }: GrantRequest): GrantedAccess | null {
  const mark = file.content.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = file.content.slice(mark.length);
  const value = parseYaml(file).document?.value;
  const from = valueAt(value, VERSION);
  const to = typeof from === 'string' ? inc(from, 'minor') : null;
  const index = portIndex(value, port);
  if (typeof from !== 'string' || to === null || index < 0 || !isMapping(value)) return null;
  const grant = grantSplice(text, port, grants, valueAt(value, ['output_ports', index, 'access']));
  if (!grant) return null;
  const splices: Splice[] = [...productVersionSplices(text, false, null), grant].map((each) => ({
    ...each,
    at: each.at + mark.length,
  }));
  const content = spliced(file.content, splices);
  const says = parseYaml({ path: file.path, content });
  if (says.document === null || !sameValue(says.document.value, wanted(value, index, grants, to))) return null;
  return { content, patch: renderFilePatch(patchable(file.path), file.content, splices), from, to };
}
