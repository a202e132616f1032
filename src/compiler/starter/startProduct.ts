import { chosenPlugin } from '../compute/chosenPlugin.js';
import { PROFILED_COMPUTES } from '../compute/dbtProfiles.js';
import type { Diagnostic } from '../diagnostic.js';
import { decodeDataProduct } from '../document/decode.js';
import type { EffectivePlatform } from '../inherit/policy/platform.js';
import type { SourceFile } from '../source.js';
import { workflowFile } from './ci/workflow.js';
import { dataProductDocument } from './files/dataProduct.js';
import { dbtProject, GITIGNORE, packagesFile, profilesFile, SCHEMA_NAME, sourceRows } from './files/dbtProject.js';
import { modelFiles, sourcesYaml } from './files/models.js';
import { portSchema } from './files/portSchema.js';
import type { Ci, Starter, StarterAnswers } from './files/starter.js';
import { starterModels } from './models/starterModels.js';
import { vocabularyOf } from './models/vocabulary.js';

export interface StarterRequest {
  readonly answers: StarterAnswers;
  readonly platform: EffectivePlatform;
  readonly ci: Ci;
  readonly floeVersion: string;
  /** ISO 8601, UTC: when it begins, as the newest of the rows that ship with it tells. */
  readonly now: string;
}

/** A new product, or why there is none. */
export type StartedProduct =
  | {
      readonly files: readonly SourceFile[];
      /** The compute plugin that its profile is for. */
      readonly compute: string;
      /** What is left to whoever begins, a sentence each. */
      readonly notes: readonly string[];
    }
  | { readonly files: null; readonly diagnostics: readonly Diagnostic[]; readonly reason: string };

const refused = (reason: string, diagnostics: readonly Diagnostic[] = []): StartedProduct => ({
  files: null,
  diagnostics,
  reason,
});

/**
 * The files of a new product under a platform (ADR-0021, `floe init`): its document, a model a layer in the pattern and the
 * names of the platform with the tests that it requires, the schema of its port, dbt's project and profile, a workflow of CI.
 * Paths are relative to the folder of the product. Nothing of it is read from anywhere; the same request gives the same bytes.
 */
export function startProduct({ answers, platform, ci, floeVersion, now }: StarterRequest): StartedProduct {
  const names = vocabularyOf(answers.name, platform);
  const { models, without } = starterModels(platform, names);
  const exposed = models.at(-1);
  if (!exposed) return refused('the platform has no layer that a model can be named in: its manifest states none.');
  const [compute, ingestion] = [
    chosenPlugin(platform, 'compute', 'duckdb'),
    chosenPlugin(platform, 'ingestion', 'dlt'),
  ];
  if (!compute || !ingestion)
    return refused(`the platform approves no ${compute ? 'ingestion' : 'compute'} plugin: its manifest must list one.`);
  const starter: Starter = { answers, platform, names, models, exposed, compute, ingestion, ci, floeVersion, now };
  const document = { path: 'data-product.yaml', content: dataProductDocument(starter) };
  const errors = decodeDataProduct(document).diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return refused('what was said of the product cannot stand in its document.', errors);
  const profiles = profilesFile(starter);
  return {
    compute: compute.type,
    files: [
      document,
      { path: `schemas/${exposed.stem}.json`, content: portSchema(starter) },
      ...modelFiles(starter),
      { path: 'models/sources.yml', content: sourcesYaml(starter) },
      sourceRows(starter),
      { path: 'macros/generate_schema_name.sql', content: SCHEMA_NAME },
      { path: 'dbt_project.yml', content: dbtProject(starter) },
      { path: 'packages.yml', content: packagesFile() },
      ...(profiles === null ? [] : [{ path: 'profiles.yml', content: profiles }]),
      workflowFile(starter),
      { path: '.gitignore', content: GITIGNORE },
    ],
    notes: [
      ...without.map(
        ({ name }) => `Layer ${name} has no model yet: how its models are called, or what they rest on, is up to you.`,
      ),
      ...(profiles === null
        ? [`No profile is known for ${compute.type} (${PROFILED_COMPUTES.join(', ')} are): write profiles.yml.`]
        : []),
    ],
  };
}
