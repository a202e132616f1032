import type { CompiledLayer, ModelingPattern } from '../../artifact.js';
import type { DbtModel, DbtProject } from '../../document/dbt/project/project.js';
import { textOf } from '../../document/dbt/project/values.js';
import type { LayerSettings } from '../../document/manifest.js';
import { modelFacts } from '../../facts/models/modelFacts.js';
import { scdFacts } from '../../facts/history/scdFacts.js';
import { scdGaps } from '../../facts/history/scdGaps.js';
import { vaultFacts, type VaultFacts } from '../../facts/vault/vaultFacts.js';
import { hubGaps, satelliteGaps, tooFewHubs, wrongParents } from '../../facts/vault/vaultGaps.js';
import type { VaultKind } from '../../facts/vault/vaultKind.js';
import { layerScd } from '../../inherit/layers/layerScd.js';
import type { LayerNaming } from '../../patterns/layerForms.js';
import { patterns } from '../../patterns/defaults/patterns.js';
import type { SourceLocation } from '../../source.js';
import { isMapping, type Mapping } from '../../values/json.js';

/** What a model lacks to be what its name under the target pattern says. */
export interface PatternGap {
  /** Its name under the target. */
  readonly model: string;
  readonly is: 'Type 2 dimension' | VaultKind;
  /** `effective_from`, `a hash key`, `a second hub` ... */
  readonly lacks: readonly string[];
  readonly location: SourceLocation;
}

/** How a project is called under the target, as far as it is not as the pattern has it. */
export interface GapTarget {
  /** New names of models by their old ones. */
  readonly names?: ReadonlyMap<string, string>;
  readonly layerNames?: ReadonlyMap<string, string>;
  /** The target's layers; absent: those of the pattern. */
  readonly layers?: readonly (LayerNaming & Pick<CompiledLayer, 'name' | 'namespace'>)[];
  /** What the manifest states of its layers, by name. */
  readonly stated?: Readonly<Record<string, Mapping>>;
}

/** SQL is read in any dialect. */
const PLATFORM = { services: [] };
const NO_NAMES: ReadonlyMap<string, string> = new Map();

/**
 * The columns and references that the dimensions, hubs, links and satellites of a pattern have and the models of a project
 * lack (ADR-0021, Type 2 Schema Requirements, Data Vault Pattern). It needs neither a manifest nor a mesh, and asks for
 * no tests. Pure; what cannot be known of a model's columns is not lacking.
 */
export function patternGaps(project: DbtProject, pattern: ModelingPattern, target: GapTarget = {}): PatternGap[] {
  const renamed = inTarget(project, target);
  const layers = layersOf(pattern, target);
  const models = modelFacts(renamed, { layers, requiredTests: [], testAliases: {} }, []);
  const vault = vaultFacts(models, renamed, PLATFORM);
  const gaps = [
    ...scdFacts(models, renamed, PLATFORM).map((scd) => ({
      model: scd.model,
      is: 'Type 2 dimension' as const,
      lacks: scdGaps(scd),
    })),
    ...vault.map((each) => ({ model: each.model, is: each.kind, lacks: vaultLacks(each, vault) })),
  ];
  return gaps
    .filter(({ lacks }) => lacks.length > 0)
    .map(({ model, is, lacks }) => ({ model: model.name, is, lacks, location: model.model.location }));
}

function vaultLacks(each: VaultFacts, vault: readonly VaultFacts[]): string[] {
  if (each.kind === 'hub') return hubGaps(each).map((key) => `a ${key}`);
  if (each.kind === 'link') {
    const hubs = tooFewHubs(each);
    return hubs === null ? [] : [hubs.length === 0 ? 'two hubs' : 'a second hub'];
  }
  const parent = wrongParents(each, vault)?.length === 0 ? ['a parent'] : [];
  return [...parent, ...satelliteGaps(each)];
}

function layersOf(pattern: ModelingPattern, { layers, stated = {} }: GapTarget): CompiledLayer[] {
  const defaults = patterns[pattern].layers;
  return (layers ?? defaults).map((layer) => ({
    ...layer,
    description: null,
    requiredTests: [],
    minimumCoverage: 0,
    ...layerScd(scdOf(stated[layer.name]), defaults.find(({ name }) => name === layer.name)?.scd),
  }));
}

/** A manifest that is migrated need not compile: what is no type says nothing. */
function scdOf(layer: Mapping | undefined): LayerSettings['scd'] {
  if (!isMapping(layer?.['scd'])) return undefined;
  const { types_allowed: allowed, default_type: usual } = layer['scd'];
  return {
    ...(Array.isArray(allowed) && { types_allowed: allowed.filter((each) => typeof each === 'number') }),
    ...(typeof usual === 'number' && { default_type: usual }),
  };
}

function inTarget(project: DbtProject, { names = NO_NAMES, layerNames = NO_NAMES }: GapTarget): DbtProject {
  const named = (name: string): string => names.get(name) ?? name;
  const models = project.models.map((model): DbtModel => {
    const refs = model.refs.map((ref) => (ref.package === null ? { ...ref, name: named(ref.name) } : ref));
    const layer = textOf(model.floe.values['layer']);
    const floe = { ...model.floe, values: { ...model.floe.values, layer: layer && (layerNames.get(layer) ?? layer) } };
    return { ...model, name: named(model.name), refs, ...(layer !== null && { floe }) };
  });
  return { ...project, models };
}
