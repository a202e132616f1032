import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DbtModel, DbtProject, DbtReading } from '../../../src/compiler/document/dbt/project/project.js';
import { readDbtProject } from '../../../src/compiler/document/dbt/readDbtProject.js';
import { testName } from '../../../src/compiler/document/dbt/project/testName.js';
import { describeBeside } from '../../support/describeBeside.js';
import { filesBelow, readFolder } from '../../support/inputs.js';
import {
  DBT_FILES,
  OWN_MANIFESTS,
  OWN_PROJECTS,
  pathOf,
  REAL_MANIFESTS,
  REAL_PROJECTS,
  type DbtManifests,
  type DbtProjects,
} from '../support/dbtInputs.js';

const folderOf = (projects: DbtProjects, name: string): DbtReading =>
  readDbtProject({ files: readFolder(pathOf(projects, name), DBT_FILES), dbtManifest: null, transforms: [] });
const manifestOf = (manifests: DbtManifests, file: string): DbtReading =>
  readDbtProject({ files: [], dbtManifest: readFileSync(pathOf(manifests, file), 'utf8'), transforms: [] });

/** What holds of every project that dbt reads, whoever wrote it. */
function holdsOfProjects(projects: DbtProjects): void {
  it.each(projects.names)('%s: its folder is read, and every finding has a place', (name) => {
    const { project, diagnostics } = folderOf(projects, name);
    expect(project.models.length).toBeGreaterThan(0);
    expect(diagnostics.filter(({ location }) => !location)).toEqual([]);
  });
}

/** What holds of every manifest that dbt writes, whatever its version. */
function holdsOfManifests(manifests: DbtManifests, atLeast: number): void {
  it.each(manifests.files)('%s is read', (file) => {
    const { project, diagnostics } = manifestOf(manifests, file);
    const none = project.models.length + project.snapshots.length === 0;
    expect(diagnostics.map(({ code }) => code)).toEqual(none ? ['DBT_MANIFEST_EMPTY'] : []);
    expect(new Set(project.models.map(({ name }) => name)).size).toBe(project.models.length);
  });

  it('names tests as dbt named them', () => {
    const models = manifests.files.flatMap((file) => manifestOf(manifests, file).project.models);
    const named = models.flatMap((model) => model.tests.map((test) => ({ model, test })));
    const wrong = named.filter(
      ({ model, test }) =>
        ![model.name, model.alias ?? ''].some((name) => test.id?.split('.')[2] === testName(test, name)),
    );
    expect(wrong).toEqual([]);
    expect(named.length).toBeGreaterThan(atLeast);
  });
}

describe('our dbt projects', () => holdsOfProjects(OWN_PROJECTS));
describe('our dbt manifests', () => holdsOfManifests(OWN_MANIFESTS, 100));

describe('one project', () => {
  const versions = OWN_MANIFESTS.files.filter((file) => /-v\d+-/.test(file));
  /** What a manifest says as its folder does; what enforces a contract is said since v9. */
  const facts = ({ models, snapshots, sources }: DbtProject): unknown => ({
    models: models.map(factsOf),
    snapshots: snapshots.map(factsOf),
    sources: sources.map(({ source, table, freshness }) => [source, table, freshness]),
  });
  const factsOf = ({ name, columns, tests, refs, reads, materialized, snapshot }: DbtModel): unknown => ({
    name,
    refs,
    reads,
    materialized,
    snapshot,
    columns: columns.map((column) => [column.name, column.type]),
    tests: tests.map((test) => [test.package, test.name, test.column, test.arguments]),
  });

  it('has manifests of schema v4 to v12', () => {
    const numbers = versions.map((file) => Number(/-v(\d+)-/.exec(file)?.[1]));
    expect([...new Set(numbers)].sort((a, b) => a - b)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it.each(versions)('is the same in its folder and in %s', (file) => {
    expect(facts(manifestOf(OWN_MANIFESTS, file).project)).toEqual(facts(folderOf(OWN_PROJECTS, 'starter').project));
  });
});

describeBeside('dbt projects', REAL_PROJECTS.root, () => {
  it('are those that are named', () => expect(readdirSync(REAL_PROJECTS.root).sort()).toEqual(REAL_PROJECTS.names));
  holdsOfProjects(REAL_PROJECTS);
});

describeBeside('dbt manifests', REAL_MANIFESTS.root, () => {
  it('are those that are named', () => {
    const found = filesBelow(REAL_MANIFESTS.root, /manifest[^/]*\.json$/);
    expect(found.filter((file) => !/semantic|json-schemas/.test(file))).toEqual(REAL_MANIFESTS.files);
  });
  holdsOfManifests(REAL_MANIFESTS, 100);
});
