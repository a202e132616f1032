import type { DbtModel, DbtProject, DbtSourceRef, DbtSourceTable } from '../../document/dbt/project/project.js';
import type { InputPortFacts } from './inputFacts.js';
import type { ModelFacts } from '../models/modelFacts.js';

/** What one model reads directly. */
export interface Upstream {
  readonly models: readonly ModelFacts[];
  readonly inputs: readonly InputPortFacts[];
  /** Names of sources that no input port stands for: `source:shop/orders`. */
  readonly sources: readonly string[];
}

export interface Readable {
  readonly models: readonly ModelFacts[];
  readonly inputs: readonly InputPortFacts[];
  readonly project: DbtProject;
}

/** How names in SQL are resolved. */
export interface Names {
  readonly models: ReadonlyMap<string, ModelFacts>;
  /** Snapshots and versions that do not stand for their models: lineage sees through them. */
  readonly beside: ReadonlyMap<string, DbtModel>;
  readonly sources: ReadonlyMap<string, DbtSourceTable>;
  readonly inputs: readonly InputPortFacts[];
}

const sourceKey = ({ source, table }: DbtSourceRef): string => JSON.stringify([source, table]);

export const namesOf = ({ models, inputs, project }: Readable): Names => ({
  models: new Map(models.map((model) => [model.name, model])),
  beside: new Map([...project.snapshots, ...project.otherVersions].map((node) => [node.name, node])),
  sources: new Map([...project.sources].reverse().map((source) => [sourceKey(source), source])),
  inputs,
});

/** The declaration of a source; undefined where none is. */
export const declaredSource = (read: DbtSourceRef, { sources }: Names): DbtSourceTable | undefined =>
  sources.get(sourceKey(read));

/** The direct upstream of each model, snapshots and other versions seen through. */
export function upstreams({ models, inputs, project }: Readable): ReadonlyMap<ModelFacts, Upstream> {
  const names = namesOf({ models, inputs, project });
  return new Map(models.map((model) => [model, upstreamOf(model.model, names)]));
}

const NO_NAMES = { models: new Map<string, never>(), beside: new Map<string, never>() };

function upstreamOf(model: DbtModel, names: Names): Upstream {
  const reads = [...model.reads];
  const refs = [...model.refs];
  const models = new Set<ModelFacts>();
  const foreign: string[] = [];
  const seen = new Set<string>();
  for (let ref = refs.shift(); ref; ref = refs.shift()) {
    // A model of another project may bear the name of one of ours.
    const local: Pick<Names, 'models' | 'beside'> = ref.package === null ? names : NO_NAMES;
    const [own, beside] = [local.models.get(ref.name), local.beside.get(ref.name)];
    if (own) models.add(own);
    else if (beside && !seen.has(beside.name)) {
      seen.add(beside.name);
      refs.push(...beside.refs);
      reads.push(...beside.reads);
    } else if (ref.package !== null) foreign.push(`source:${ref.package}/${ref.name}`);
  }
  const inputs = reads.map((read) => inputOf(read, names));
  const sources = reads.flatMap((read, index) => (inputs[index] ? [] : [`source:${read.source}/${read.table}`]));
  return {
    models: [...models],
    inputs: [...new Set(inputs.flatMap((input) => input ?? []))],
    sources: [...new Set([...sources, ...foreign])],
  };
}

/**
 * The input port that a dbt source stands for: the one that `meta.floe.input_port` names, the one of the source's name,
 * or the one whose provider's table the source is.
 */
export function inputOf(read: DbtSourceRef, names: Names): InputPortFacts | null {
  const { inputs } = names;
  const source = declaredSource(read, names);
  const named = source?.floe.values['input_port'];
  const path = source?.path.join('.') ?? '';
  return (
    inputs.find(({ name }) => name === named) ??
    inputs.find(({ name }) => name === read.source) ??
    inputs.find(({ provider }) => provider?.kind === 'found' && isTable(path, provider.port.table)) ??
    null
  );
}

/** Whether a relation, with or without its database, is that table. */
const isTable = (path: string, table: string): boolean => path === table || path.endsWith(`.${table}`);
