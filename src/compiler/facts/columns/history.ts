import type { DbtModel, DbtProject } from '../../document/dbt/project/project.js';
import { isNotNull, sameName } from './columnTests.js';
import { scdNameOf } from './scdColumns.js';

interface ByName {
  readonly models: ReadonlyMap<string, DbtModel>;
  readonly snapshots: ReadonlyMap<string, DbtModel>;
}
const indexed = new WeakMap<DbtProject, ByName>();

function historyByName(project: DbtProject): ByName {
  const known = indexed.get(project) ?? {
    models: new Map([...project.models, ...project.otherVersions].map((model) => [model.name, model])),
    snapshots: new Map(project.snapshots.map((snapshot) => [snapshot.name, snapshot])),
  };
  indexed.set(project, known);
  return known;
}

/** Whether a model is made from a dbt snapshot, through any number of models of the project. Ends, cycles or not. */
export const madeFromSnapshot = (model: DbtModel, project: DbtProject): boolean =>
  snapshotsBehind(model, project).length > 0;

/** The dbt snapshots that a model is made from, through any number of models of the project. */
export function snapshotsBehind(model: DbtModel, project: DbtProject): DbtModel[] {
  if (project.snapshots.length === 0) return [];
  const { models, snapshots } = historyByName(project);
  const pending = new Set([model]);
  const found = new Set<DbtModel>();
  for (const at of pending) {
    for (const { name, package: foreign } of at.refs) {
      if (foreign !== null) continue;
      const snapshot = snapshots.get(name);
      if (snapshot) found.add(snapshot);
      const next = models.get(name);
      if (next && !snapshot) pending.add(next);
    }
  }
  return [...found];
}

/**
 * ADR-0021, Type 2 Schema Requirements: the columns are there, by the ADR's names or those of `meta.floe.scd`, and the first
 * and last are never null.
 */
export function hasType2Columns(model: DbtModel): boolean {
  const [from, to, current] = (['effective_from', 'effective_to', 'is_current'] as const).map((part) =>
    model.columns.find((each) => sameName(each.name, scdNameOf(model, part) ?? part)),
  );
  return Boolean(from && to && current && isNotNull(model, from.name) && isNotNull(model, current.name));
}
