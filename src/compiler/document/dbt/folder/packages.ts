import type { SourceFile } from '../../../source.js';
import { parseDbtYaml } from '../../yaml/yaml.js';
import { listOf, mappingOf, textOf } from '../project/values.js';
import { baseName } from './folders.js';

/** Packages of macros alone, by their documentation: no `ref` can mean a model of theirs. */
const WITHOUT_MODELS =
  /(^|\/)(dbt[-_]utils|dbt[-_]expectations|dbt[-_]date|codegen|dbt[-_]codegen|audit_helper|dbt[-_]audit[-_]helper|dbt_external_tables|dbt[-_]external[-_]tables|dbt_constraints|automate_dv|automate-dv|dbtvault|datavault4dbt)(\.git)?$/i;

/** The packages of a folder that may have models: what packages.yml and dependencies.yml install. */
export function packagesWithModels(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^(packages|dependencies)\.ya?ml$/.test(baseName(path)))
    .flatMap((file) => {
      const { document } = parseDbtYaml(file);
      // What cannot be read may install anything.
      if (!document) return [file.path];
      return listOf(mappingOf(document.value)['packages']).map(nameOf);
    })
    .filter((name) => !WITHOUT_MODELS.test(name));
}

/** `package: dbt-labs/dbt_utils`, `git: https://...`, `local: ../shared`, `tarball:` with its name. */
function nameOf(entry: unknown): string {
  const stated = mappingOf(entry);
  const found = ['package', 'git', 'local', 'private', 'name', 'tarball'].map((key) => textOf(stated[key]));
  return (found.find((each) => each !== null) ?? 'a package').replace(/\/+$/, '');
}
