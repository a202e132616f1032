import type { SourceFile } from '../../source.js';
import { readFolder } from './folder/folderProject.js';
import { readManifestJson } from './manifest/manifestJson.js';
import type { DbtReading } from './project/project.js';
import { withArtifacts } from './withArtifacts.js';

export interface DbtFiles {
  readonly files: readonly SourceFile[];
  /** dbt's target/manifest.json; where it is given, it tells what there is, and the files where it stands. */
  readonly dbtManifest: string | null;
  /** The `path` of each dbt transform of the product; empty: the whole folder. */
  readonly transforms: readonly string[];
}

/** Reads a dbt project, from target/manifest.json or else from its folder. Nothing is executed; never throws. */
export function readDbtProject({ files, dbtManifest, transforms }: DbtFiles): DbtReading {
  const { project, diagnostics } =
    dbtManifest === null ? readFolder(files, transforms) : readManifestJson(dbtManifest, files, transforms);
  return { project: withArtifacts(project, files), diagnostics };
}
