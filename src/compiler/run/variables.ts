import { baseName } from '../document/dbt/folder/folders.js';
import { mappingOf, textOf } from '../document/dbt/project/values.js';
import { parseDbtYaml } from '../document/yaml/yaml.js';
import type { SourceFile } from '../source.js';
import type { Value } from '../sql/render/Evaluator.js';
import { isMapping } from '../values/json.js';

/** A value of YAML or JSON as an expression sees it. */
function valueOf(value: unknown): Value {
  if (Array.isArray(value)) return value.map(valueOf);
  if (isMapping(value)) return new Map(Object.entries(value).map(([key, each]) => [key, valueOf(each)]));
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** The variables of `vars:` in dbt_project.yml, those of the project's own name over those of all, and over both what is given. */
export function variablesOf(
  files: readonly SourceFile[],
  given: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, Value> {
  const stated = files
    .filter(({ path }) => /^dbt_project\.ya?ml$/.test(baseName(path)))
    .flatMap((file) => {
      const project = mappingOf(parseDbtYaml(file).document?.value);
      const all = mappingOf(project['vars']);
      return [all, mappingOf(all[textOf(project['name']) ?? ''])];
    });
  return new Map(
    [...stated, given].flatMap((each) => Object.entries(each).map(([key, value]) => [key, valueOf(value)])),
  );
}
