import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileProduct, renderCompilation, renderLocations } from '../../../src/compiler/compile.js';
import type { ProductCompileResult } from '../../../src/compiler/result.js';
import { EMPTY_MESH, readFolder } from '../support/mesh.js';

const INPUTS = path.resolve(import.meta.dirname, '../../../../shared/inputs');
const present = existsSync(path.join(INPUTS, 'dbt-projects'));
if (!present) console.warn(`No real dbt projects at ${INPUTS}: their tests are skipped.`);

const product = {
  path: 'data-product.yaml',
  content:
    'apiVersion: floe.dev/v1\nkind: DataProduct\nmetadata: {name: real, version: "1.0.0"}\nownership: {team: a, email: a@b}\n',
};

/** A project of somebody else under a platform of one pattern. */
function compiled(pattern: string, name: string, dbtManifest: string | null = null): ProductCompileResult {
  const platform = { path: 'platform-manifest.yaml', content: `data_architecture: {pattern: ${pattern}}` };
  const files = dbtManifest
    ? []
    : readFolder(path.join(INPUTS, 'dbt-projects', name)).filter(({ path: file }) => /\.(ya?ml|sql)$/.test(file));
  return compileProduct({
    product,
    files: [platform, ...files],
    dbtManifest,
    environment: 'production',
    mesh: EMPTY_MESH,
  });
}

const projects = present ? readdirSync(path.join(INPUTS, 'dbt-projects')).sort() : [];

describe.skipIf(!present)("other people's dbt projects", () => {
  it.each(projects.flatMap((name) => ['medallion', 'kimball', 'data_vault'].map((pattern) => [name, pattern])))(
    '%s compiles to findings under %s, each with its place',
    (name, pattern) => {
      const result = compiled(pattern, name);
      expect(result.diagnostics.every(({ location }) => location !== undefined)).toBe(true);
      expect(renderCompilation({ ...result, status: result.outcome })).toMatch(
        /^\[1\/4\] Loading platform artifacts\n/,
      );
      expect(renderLocations(result.diagnostics).split('\n')).toHaveLength(result.diagnostics.length + 1);
    },
  );

  it('finds the data vault of automate-dv-demo in order where it is, and its staging outside', () => {
    const names = compiled('data_vault', 'automate-dv-demo').diagnostics.filter(
      ({ code }) => code === 'NAMING_UNKNOWN_LAYER_PREFIX',
    );
    const subjects = names.map(({ subject }) => subject ?? '');
    expect(subjects).toEqual(expect.arrayContaining(['t_link_transactions']));
    expect(subjects.filter((subject) => /^(hub|link|sat)_/.test(subject))).toEqual([]);
  });

  it.each(['upstream', 'downstream'])('finds the same in the folder of cosmos-mesh %s and in its manifest', (name) => {
    const all = readFolder(path.join(INPUTS, 'dbt-artifacts/cosmos-mesh-up-down', name));
    const folder = all.filter(({ path: file }) => /\.(ya?ml|sql)$/.test(file));
    const manifest = all.find(({ path: file }) => file === 'target/manifest.json')?.content ?? '';
    const of = (pattern: string, dbtManifest: string | null): ProductCompileResult =>
      compileProduct({
        ...{ product, dbtManifest, environment: 'production', mesh: EMPTY_MESH },
        files: [{ path: 'platform-manifest.yaml', content: `data_architecture: {pattern: ${pattern}}` }, ...folder],
      });
    for (const pattern of ['medallion', 'kimball', 'data_vault']) {
      expect(of(pattern, null).diagnostics.length).toBeGreaterThan(0);
      expect(of(pattern, manifest).diagnostics).toEqual(of(pattern, null).diagnostics);
    }
  });

  it('takes models of another project for no cycle, though they bear the same name', () => {
    const folder = readFolder(path.join(INPUTS, 'dbt-projects/dbt-loom-mesh/customer_success'));
    const result = compileProduct({
      ...{ product, environment: 'production', mesh: EMPTY_MESH },
      files: [{ path: 'platform-manifest.yaml', content: 'data_architecture: {pattern: kimball}' }, ...folder],
    });
    expect(result.diagnostics.filter(({ code }) => code === 'LINEAGE_CYCLE')).toEqual([]);
  });

  it('reads the largest real manifest in place of schema YAML', () => {
    const file = path.join(INPUTS, 'dbt-artifacts/dbt-bouncer-1.12');
    const [manifest = ''] = readFolder(file)
      .filter(({ path: name }) => name.endsWith('manifest.json'))
      .map(({ path: name }) => readFileSync(path.join(file, name), 'utf8'));
    const result = compiled('kimball', '', manifest);
    const judged = new Set(result.diagnostics.map(({ subject }) => subject));
    expect(judged.size).toBeGreaterThan(5);
  });
});
