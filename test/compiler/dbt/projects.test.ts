import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { testName } from '../../../src/compiler/document/dbt/testName.js';
import { readDbtProject } from '../../../src/compiler/document/dbt/readDbtProject.js';

const INPUTS = path.resolve(import.meta.dirname, '../../../../shared/inputs');
const PROJECTS = path.join(INPUTS, 'dbt-projects');
const ARTIFACTS = path.join(INPUTS, 'dbt-artifacts');
const present = existsSync(PROJECTS) && existsSync(ARTIFACTS);
if (!present) console.warn(`No real dbt projects at ${INPUTS}: their tests are skipped.`);

const below = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort()
    : [];

const projects = present ? readdirSync(PROJECTS).sort() : [];
const manifests = below(ARTIFACTS).filter(
  (file) => /manifest[^/]*\.json$/.test(file) && !/semantic|json-schemas/.test(file),
);

describe.skipIf(!present)('dbt projects and manifests of other people', () => {
  it.each(projects)('%s: its folder is read, and every finding has a place', (name) => {
    const files = below(path.join(PROJECTS, name))
      .filter((file) => /\.(ya?ml|sql|py)$/.test(file))
      .map((file) => ({ path: path.relative(PROJECTS, file), content: readFileSync(file, 'utf8') }));
    const { project, diagnostics } = readDbtProject({ files, dbtManifest: null, transforms: [] });
    expect(project.models.length).toBeGreaterThan(0);
    expect(diagnostics.filter(({ location }) => !location)).toEqual([]);
  });

  it('finds manifests to read', () => expect(manifests.length).toBeGreaterThan(10));

  it.each(manifests.map((file) => [path.relative(ARTIFACTS, file), file]))('%s is read', (_, file) => {
    const text = readFileSync(file, 'utf8');
    const { project, diagnostics } = readDbtProject({ files: [], dbtManifest: text, transforms: [] });
    expect(diagnostics).toEqual([]);
    expect(new Set(project.models.map(({ name }) => name)).size).toBe(project.models.length);
  });

  it('names tests as dbt named those of real manifests', () => {
    const [named, all] = [{ right: 0, wrong: [] as string[] }, manifests.map((file) => readFileSync(file, 'utf8'))];
    for (const text of all) {
      const { project } = readDbtProject({ files: [], dbtManifest: text, transforms: [] });
      for (const model of project.models)
        for (const test of model.tests)
          if ([model.name, model.alias ?? ''].some((name) => test.id?.split('.')[2] === testName(test, name)))
            named.right++;
          else named.wrong.push(test.id ?? '');
    }
    expect(named.right).toBeGreaterThan(100);
    expect(named.wrong).toEqual([]);
  });
});
