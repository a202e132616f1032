import { inc } from 'semver';
import { textOf } from '../../document/dbt/project/values.js';
import type { Splice } from '../migration/journal.js';
import { yamlSplices } from './yamlSplices.js';
import { valueAt } from '../../values/json.js';

/** What a manifest is known by, before and after its version is raised. */
export interface RaisedManifest {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

const VERSION = ['metadata', 'version'];

/** The manifest's next minor version; null where it states none (a platform that is kept with its product). */
export function raisedManifest(manifest: unknown): RaisedManifest | null {
  const [name, from] = [textOf(valueAt(manifest, ['metadata', 'name'])), textOf(valueAt(manifest, VERSION))];
  const to = from === null ? null : inc(from, 'minor');
  return name !== null && from !== null && to !== null ? { name, from, to } : null;
}

/** `sales-domain@2.1.0` and `oci://.../sales-platform:v2.1.0` with the version raised; null for a ref of something else. */
function raisedRef(ref: string, raised: RaisedManifest | null): string | null {
  if (!raised) return null;
  const [named, tagged] = [`${raised.name}@${raised.from}`, `:v${raised.from}`];
  if (ref === named) return `${raised.name}@${raised.to}`;
  return ref.startsWith('oci://') && ref.endsWith(tagged) ? `${ref.slice(0, -tagged.length)}:v${raised.to}` : null;
}

const isVersion = (path: readonly (string | number)[]): boolean =>
  path.length === 2 && path[0] === 'metadata' && path[1] === 'version';

export const manifestVersionSplices = (text: string, raised: RaisedManifest): Splice[] =>
  yamlSplices(text, ({ path, isKey }) => (!isKey && isVersion(path) ? raised.to : null));

/** A product's next version, major where a table of its ports gets another name, and its manifest's raised one. */
export function productVersionSplices(text: string, breaking: boolean, raised: RaisedManifest | null): Splice[] {
  return yamlSplices(text, ({ path, isKey, value }) => {
    if (isKey || path.length !== 2) return null;
    if (isVersion(path)) return inc(value, breaking ? 'major' : 'minor');
    return path[0] === 'domain' && path[1] === 'ref' ? raisedRef(value, raised) : null;
  });
}
