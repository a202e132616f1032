import { readdirSync } from 'node:fs';
import path from 'node:path';
import { filesBelow, ownInput, realInput } from '../../support/inputs.js';

/** Of a dbt project, what dbt itself reads. */
export const DBT_FILES = /\.(ya?ml|sql|py|csv)$/;

/** Where the dbt projects of one origin lie, and which there are. */
export interface DbtProjects {
  readonly root: string;
  readonly names: readonly string[];
}

export const OWN_PROJECTS: DbtProjects = {
  root: ownInput('dbt-projects'),
  names: readdirSync(ownInput('dbt-projects')).sort(),
};

export const REAL_PROJECTS: DbtProjects = {
  root: realInput('dbt-projects'),
  names: [
    'automate-dv-demo',
    'dbt-init-jaffle_shop',
    'dbt-init-moms_flower_shop',
    'dbt-loom-mesh',
    'dbt-meshify-split',
    'dbt-project-evaluator-it',
  ],
};

/** Manifests of one origin, of one version of dbt each. */
export interface DbtManifests {
  readonly root: string;
  readonly files: readonly string[];
}

export const OWN_MANIFESTS: DbtManifests = {
  root: ownInput('dbt-manifests'),
  files: filesBelow(ownInput('dbt-manifests'), /manifest[^/]*\.json$/),
};

export const REAL_MANIFESTS: DbtManifests = {
  root: realInput('dbt-artifacts'),
  files: [
    'artifacts-parser/manifest/v10/jaffle_shop/manifest.json',
    'artifacts-parser/manifest/v11/jaffle_shop/manifest.json',
    'artifacts-parser/manifest/v12/jaffle_shop/manifest_1.11.json',
    'artifacts-parser/manifest/v12/jaffle_shop/manifest_1.8.json',
    'artifacts-parser/manifest/v4/jaffle_shop/manifest.json',
    'artifacts-parser/manifest/v7/jaffle_shop/manifest.json',
    'artifacts-parser/manifest/v9/jaffle_shop_at_1.5rc1/manifest.json',
    'cosmos-mesh-up-down/downstream/target/manifest.json',
    'cosmos-mesh-up-down/upstream/target/manifest.json',
    'cosmos-sample-small/manifest.json',
    'cosmos-sample-small/small_manifest.json',
    'dbt-bouncer-1.12/dbt_112/target/manifest.json',
    'dbt-core-state/state/v10/manifest.json',
    'dbt-core-state/state/v4/manifest.json',
    'dbt-core-state/state/v6/manifest.json',
    'tap-dbt-artifacts/target/manifest.json',
  ],
};

export const pathOf = ({ root }: { readonly root: string }, name: string): string => path.join(root, name);
