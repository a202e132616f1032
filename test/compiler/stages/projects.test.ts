import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileProduct, renderCompilation, renderLocations } from '../../../src/compiler/compile.js';
import type { ProductCompileResult } from '../../../src/compiler/result.js';
import type { SourceFile } from '../../../src/compiler/source.js';
import { describeBeside } from '../../support/describeBeside.js';
import { readFolder, realInput } from '../../support/inputs.js';
import {
  OWN_MANIFESTS,
  OWN_PROJECTS,
  pathOf,
  REAL_MANIFESTS,
  REAL_PROJECTS,
  type DbtProjects,
} from '../support/dbtInputs.js';
import { EMPTY_MESH } from '../support/mesh.js';

const PATTERNS = ['medallion', 'kimball', 'data_vault'];
const product = {
  path: 'data-product.yaml',
  content:
    'apiVersion: floe.dev/v1\nkind: DataProduct\nmetadata: {name: real, version: "1.0.0"}\nownership: {team: a, email: a@b}\n',
};

/** A project under a platform of one pattern. */
function compiled(
  pattern: string,
  files: readonly SourceFile[],
  dbtManifest: string | null = null,
): ProductCompileResult {
  const platform = { path: 'platform-manifest.yaml', content: `data_architecture: {pattern: ${pattern}}` };
  return compileProduct({
    product,
    files: [platform, ...files],
    dbtManifest,
    environment: 'production',
    mesh: EMPTY_MESH,
  });
}
const filesOf = (projects: DbtProjects, name: string): SourceFile[] =>
  readFolder(pathOf(projects, name), /\.(ya?ml|sql|csv)$/);

/** What holds of every project, whoever wrote it. */
function holdsOf(projects: DbtProjects): void {
  it.each(projects.names.flatMap((name) => PATTERNS.map((pattern) => [name, pattern] as const)))(
    '%s compiles to findings under %s, each with its place',
    (name, pattern) => {
      const result = compiled(pattern, filesOf(projects, name));
      expect(result.diagnostics.every(({ location }) => location !== undefined)).toBe(true);
      expect(renderCompilation({ ...result, status: result.outcome })).toMatch(
        /^\[1\/4\] Loading platform artifacts\n/,
      );
      expect(renderLocations(result.diagnostics).split('\n')).toHaveLength(result.diagnostics.length + 1);
    },
  );
}

const subjectsOf = ({ diagnostics }: ProductCompileResult, code: string): string[] =>
  diagnostics.filter((each) => each.code === code).map(({ subject }) => subject ?? '');

/** A data vault is in order where it is, and its staging outside. */
function expectVault(projects: DbtProjects, name: string, link: string): void {
  const subjects = subjectsOf(compiled('data_vault', filesOf(projects, name)), 'NAMING_UNKNOWN_LAYER_PREFIX');
  expect(subjects).toContain(link);
  expect(subjects.filter((subject) => /^(hub|link|sat)_/.test(subject))).toEqual([]);
}

/**
 * A folder and the manifest that dbt wrote of it have the same findings under every pattern; dbt had the other projects at
 * hand of which the folder says that they are not.
 */
function expectSame(folder: readonly SourceFile[], manifest: string): void {
  for (const pattern of PATTERNS) {
    const diagnostics = compiled(pattern, folder).diagnostics.filter(({ code }) => code !== 'DBT_REF_NOT_JUDGED');
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(compiled(pattern, folder, manifest).diagnostics).toEqual(diagnostics);
  }
}

describe('our dbt projects', () => {
  holdsOf(OWN_PROJECTS);

  it('have a data vault in order where it is, and its staging outside', () => {
    expectVault(OWN_PROJECTS, 'vault', 't_link_payment');
  });

  it.each([
    ['mesh/rentals', 'manifest-mesh-rentals.json'],
    ['mesh/marketing', 'manifest-mesh-marketing.json'],
    ['starter', 'manifest-v12-dbt-1.8.json'],
    ['starter', 'manifest-v12-dbt-1.11.json'],
    ['starter', 'manifest-v9-dbt-1.5.json'],
  ])('have the same findings in the folder %s and in %s', (name, file) => {
    expectSame(filesOf(OWN_PROJECTS, name), readFileSync(pathOf(OWN_MANIFESTS, file), 'utf8'));
  });

  it('read models of another project, which are no cycle, though they bear the same name', () => {
    const result = compiled('kimball', filesOf(OWN_PROJECTS, 'mesh/marketing'));
    expect(result.diagnostics.map(({ code }) => code)).not.toContain('LINEAGE_CYCLE');
    expect(subjectsOf(result, 'NAMING_UNKNOWN_LAYER_PREFIX')).toEqual(['campaigns', 'trips']);
  });
});

describeBeside('dbt projects, compiled', REAL_PROJECTS.root, () => {
  holdsOf(REAL_PROJECTS);

  it('have the data vault of automate-dv-demo in order where it is, and its staging outside', () => {
    expectVault(REAL_PROJECTS, 'automate-dv-demo', 't_link_transactions');
  });

  it('take models of another project for no cycle, though they bear the same name', () => {
    const { diagnostics } = compiled('kimball', readFolder(pathOf(REAL_PROJECTS, 'dbt-loom-mesh/customer_success')));
    expect(diagnostics.map(({ code }) => code)).not.toContain('LINEAGE_CYCLE');
  });
});

describeBeside('dbt manifests, compiled', REAL_MANIFESTS.root, () => {
  it.each(['upstream', 'downstream'])('find the same in the folder of cosmos-mesh %s and in its manifest', (name) => {
    const folder = realInput('dbt-artifacts/cosmos-mesh-up-down', name);
    expectSame(
      readFolder(folder, /\.(ya?ml|sql|csv)$/),
      readFileSync(realInput('dbt-artifacts/cosmos-mesh-up-down', name, 'target/manifest.json'), 'utf8'),
    );
  });

  it('are read in place of schema YAML: the largest', () => {
    const manifest = readFileSync(pathOf(REAL_MANIFESTS, 'dbt-bouncer-1.12/dbt_112/target/manifest.json'), 'utf8');
    const judged = new Set(compiled('kimball', [], manifest).diagnostics.map(({ subject }) => subject));
    expect(judged.size).toBeGreaterThan(5);
  });
});
