import type { ModelingPattern } from '../../artifact.js';
import { layerForms } from '../../patterns/layerForms.js';
import type { Splice } from '../migration/journal.js';
import type { LayerRename } from '../migration/migration.js';
import { yamlSplices, type YamlScalar } from './yamlSplices.js';
import { isMapping, valueAt } from '../../values/json.js';

const suffix = '_layer';

/** `gold_layer` of `governance.quality_gates` as the layer's new name has it. */
export function newGateKey({ path, isKey, value }: YamlScalar, renames: readonly LayerRename[]): string | null {
  if (!isKey || path.length !== 3 || path[0] !== 'governance' || path[1] !== 'quality_gates') return null;
  const rename = renames.find(({ from }) => value === `${from.name}${suffix}`);
  return rename ? `${rename.to.name}${suffix}` : null;
}

function newLayerValue({ path, isKey, value }: YamlScalar, renames: readonly LayerRename[]): string | null {
  if (path[0] !== 'data_architecture' || path[1] !== 'layers') return null;
  const rename = renames.find(({ from }) => from.name === path[2]);
  if (!rename) return null;
  if (path.length === 3) return isKey ? rename.to.name : null;
  if (isKey) return null;
  if (path[3] === 'prefix')
    return layerForms(rename.to).prefixes[layerForms(rename.from).prefixes.indexOf(value)] ?? null;
  return path[3] === 'catalog_namespace' && path.length === 4 ? rename.to.namespace : null;
}

/** The `pattern` that a manifest does not state yet. */
function statement(text: string, manifest: unknown, to: ModelingPattern): Splice {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  if (isMapping(valueAt(manifest, ['data_architecture']))) {
    const at = /^data_architecture:[^\n]*\n/m.exec(text);
    if (at) return { at: at.index + at[0].length, length: 0, text: `  pattern: ${to}${end}` };
  }
  const gap = text === '' || text.endsWith('\n') ? '' : end;
  return { at: text.length, length: 0, text: `${gap}data_architecture:${end}  pattern: ${to}${end}` };
}

/** The changes of a manifest: its pattern, its layers with their prefixes and namespaces, their gates. */
export function manifestSplices(
  text: string,
  manifest: unknown,
  to: ModelingPattern,
  renames: readonly LayerRename[],
): Splice[] {
  const splices = yamlSplices(text, (scalar) => {
    const { path, isKey } = scalar;
    if (!isKey && path.length === 2 && path[0] === 'data_architecture' && path[1] === 'pattern') return to;
    return newLayerValue(scalar, renames) ?? newGateKey(scalar, renames);
  });
  return valueAt(manifest, ['data_architecture', 'pattern']) === undefined
    ? [...splices, statement(text, manifest, to)]
    : splices;
}
