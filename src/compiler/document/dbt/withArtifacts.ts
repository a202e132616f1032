import type { SourceFile } from '../../source.js';
import { readArtifacts, type Artifacts } from './artifacts.js';
import type { DbtModel, DbtProject, FailedTest } from './project/project.js';
import { testName } from './project/testName.js';

/** A project with what its artifacts add: types that YAML does not give, tests that failed, sources that were stale. */
export function withArtifacts(project: DbtProject, files: readonly SourceFile[]): DbtProject {
  const artifacts = readArtifacts(files);
  const typed = (model: DbtModel): DbtModel => withTypes(model, artifacts);
  return {
    models: artifacts.types.size > 0 ? project.models.map(typed) : project.models,
    snapshots: artifacts.types.size > 0 ? project.snapshots.map(typed) : project.snapshots,
    otherVersions: project.otherVersions,
    sources: project.sources,
    failedTests: artifacts.failed.length > 0 ? failedTests(project, artifacts) : [],
    staleSources: project.sources.filter(({ source, table }) => artifacts.stale.has(`${source}.${table}`)),
  };
}

function withTypes(model: DbtModel, { types }: Artifacts): DbtModel {
  const known = types.get(model.name);
  if (!known) return model;
  const columns = model.columns.map((column) => ({
    ...column,
    type: column.type ?? known.get(column.name.toLowerCase()) ?? null,
  }));
  return { ...model, columns };
}

/** By id where a manifest tells it, else by the name that dbt gives such a test. */
function failedTests({ models, snapshots }: DbtProject, { failed }: Artifacts): FailedTest[] {
  const byId = new Map(failed.map((run) => [run.id, run]));
  const runsByName = new Map(failed.map((run) => [run.id.split('.')[2] ?? '', run]));
  return [...models, ...snapshots].flatMap((model) =>
    model.tests.flatMap((test): FailedTest[] => {
      // The tests of a version are named after it: `customers_v3`.
      const named = [model.name, model.alias ?? model.name].map((name) => runsByName.get(testName(test, name)));
      const run = test.id === null ? (named[0] ?? named[1]) : byId.get(test.id);
      return run ? [{ model, test, failures: run.failures }] : [];
    }),
  );
}
