import { parse } from 'yaml';
import type { SourceFile } from '../../../compiler/source.js';

/** The profile that dbt_project.yml names; without one the name of the product as dbt writes names. */
export function profileNameOf(files: readonly SourceFile[], product: string): string {
  const project = files.find(({ path }) => /^dbt_project\.ya?ml$/.test(path));
  const usual = product.replace(/\W/g, '_');
  if (!project) return usual;
  try {
    const { profile, name } = parse(project.content) as { profile?: unknown; name?: unknown };
    return ([profile, name].find((each) => typeof each === 'string') as string | undefined) ?? usual;
  } catch {
    return usual;
  }
}
