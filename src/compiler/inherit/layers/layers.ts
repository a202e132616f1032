import type { CompiledLayer, ModelingPattern, PolicyOrigin } from '../../artifact.js';
import type { Diagnostic } from '../../diagnostic.js';
import type { LayerSettings } from '../../document/manifest.js';
import type { LayerDefaults } from '../../patterns/defaults/pattern.js';
import type { SourceLocation } from '../../source.js';
import { conflictFinding } from '../policy/conflictFinding.js';
import { domainNamespace } from './domainNamespace.js';
import { finding, nearestName } from '../policy/finding.js';
import { isMapping, union, valueAt } from '../../values/json.js';
import { ambiguousLayers } from './ambiguousLayers.js';
import { layerGates } from './layerGates.js';
import { layerNaming } from './layerNaming.js';
import { layerScd } from './layerScd.js';
import type { PolicyDocument } from '../policy/policyDocument.js';

export interface LayerFacts {
  /** Root first, each with the layers that hold under the pattern. */
  readonly documents: readonly PolicyDocument[];
  /** Those whose gates must name layers that exist: the nearest manifest, then the product. */
  readonly judged: readonly PolicyDocument[];
  readonly pattern: ModelingPattern;
  /** What layers are as long as no manifest says otherwise: the pattern's. */
  readonly defaults: readonly LayerDefaults[];
  /** `data_architecture.layers` of the merged chain. */
  readonly stated: Readonly<Record<string, LayerSettings>>;
  /** The domain's namespace; null in a centralized platform. */
  readonly root: string | null;
  /** Models must have a layer: naming is enforced, and this is no enterprise whose domains state their own. */
  readonly layersDue: boolean;
  explain(path: string): PolicyOrigin | null;
}

interface LayersResult {
  /** In pattern order, then those that manifests add, as they are written. */
  readonly layers: readonly CompiledLayer[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The pattern's defaults under what the manifests state (decision 2), layer by layer. */
export function effectiveLayers(facts: LayerFacts): LayersResult {
  const { defaults } = facts;
  const known = union(
    defaults.map((layer) => layer.name),
    Object.keys(facts.stated),
  ).map(String);
  const names = known.filter((name) => facts.stated[name]?.enabled !== false);
  const results = names.map((name) => layerOf(name, defaults.find((layer) => layer.name === name) ?? null, facts));
  const layers = results.flatMap((each) => each.layer ?? []);
  const diagnostics = [
    ...results.flatMap((each) => each.diagnostics),
    ...ambiguousLayers(layers, (path) => placeOf(facts, path)),
    ...unknownLayers(names, facts),
    ...noLayers(names, facts),
  ];
  return { layers, diagnostics };
}

function layerOf(
  name: string,
  defaults: LayerDefaults | null,
  facts: LayerFacts,
): { layer: CompiledLayer | null; diagnostics: Diagnostic[] } {
  const stated = facts.stated[name] ?? {};
  const naming = layerNaming(stated, defaults);
  if (!naming) return { layer: null, diagnostics: [prefixMissing(name, facts)] };
  const gates = layerGates(facts.documents, name);
  const written = stated.catalog_namespace ?? defaults?.namespace ?? name;
  const namespace = domainNamespace(written, facts.root);
  const tests = gates.requiredTests ?? defaults?.requiredTests ?? [];
  const layer: CompiledLayer = {
    name,
    ...naming,
    description: stated.description ?? defaults?.description ?? null,
    requiredTests: gates.documented ? [...new Set([...tests, 'documentation'])] : tests,
    minimumCoverage: gates.minimumCoverage ?? defaults?.minimumCoverage ?? 0,
    namespace: namespace ?? written,
    ...layerScd(stated.scd, defaults?.scd),
  };
  const outside = namespace === null ? [namespaceOutside(name, written, facts)] : [];
  return { layer, diagnostics: [...gates.conflicts.map(conflictFinding), ...outside] };
}

function prefixMissing(name: string, facts: LayerFacts): Diagnostic {
  const known = facts.defaults.map((layer) => layer.name);
  return finding('LAYER_PREFIX_MISSING', {
    message: `Layer '${name}' has no prefix, suffix or pattern, and the ${facts.pattern} pattern knows no layer of that name`,
    hint: nearestName(name, known) ?? `State data_architecture.layers.${name}.prefix`,
    subject: name,
    location: placeOf(facts, `data_architecture.layers.${name}`),
    details: { layer: name, pattern: facts.pattern, known },
  });
}

function namespaceOutside(name: string, written: string, facts: LayerFacts): Diagnostic {
  return finding('NAMESPACE_OUTSIDE_DOMAIN', {
    message: `Layer '${name}' claims namespace '${written}' outside the domain's '${facts.root ?? ''}'`,
    expected: `${facts.root ?? ''}.*`,
    subject: name,
    location: placeOf(facts, `data_architecture.layers.${name}.catalog_namespace`),
    details: { layer: name, namespace: written, domain: facts.root },
  });
}

/** A hybrid platform without layers, or one whose layers are all off: no model could have a name. */
function noLayers(names: readonly string[], facts: LayerFacts): Diagnostic[] {
  if (names.length > 0 || !facts.layersDue) return [];
  const pattern = placeOf(facts, 'data_architecture.pattern');
  return [
    finding('LAYER_NONE', {
      message: `The ${facts.pattern} platform has no layers`,
      hint: 'State them under data_architecture.layers, each with its prefix, suffix or pattern',
      location: pattern ?? facts.judged[0]?.locate(['data_architecture']),
      details: { pattern: facts.pattern },
    }),
  ];
}

/** `<layer>_layer` gates of the nearest manifest; a higher tier may mean the layers of another domain's pattern. */
function unknownLayers(names: readonly string[], facts: LayerFacts): Diagnostic[] {
  return facts.judged.flatMap((document) => unknownLayersOf(document, names, facts));
}

function unknownLayersOf(nearest: PolicyDocument, names: readonly string[], facts: LayerFacts): Diagnostic[] {
  const gates = valueAt(nearest.value, ['governance', 'quality_gates']);
  if (!isMapping(gates)) return [];
  const unknown = Object.keys(gates).filter((key) => key.endsWith('_layer') && !names.includes(key.slice(0, -6)));
  return unknown.map((key) =>
    finding('LAYER_UNKNOWN', {
      message: `'${key}' states gates for a layer that does not exist under ${facts.pattern}`,
      expected: names.map((name) => `${name}_layer`).join(', '),
      hint: nearestName(key.slice(0, -6), names),
      subject: key,
      location: nearest.locate(['governance', 'quality_gates', key]),
      details: { key, layers: names },
    }),
  );
}

function placeOf(facts: LayerFacts, path: string): SourceLocation | null {
  return facts.explain(path)?.chain.at(-1)?.location ?? null;
}
