import type { DbtModel } from './project.js';

/** What dbt calls a version of a model: `customers.v1`. */
export const versionName = (model: string, version: string | null): string =>
  version === null ? model : `${model}.v${version}`;

const VERSION = /\.v[\w.-]+$/;

/** The model or version that a name means where these versions do not stand for their models: any other is the model itself. */
export const standingName = (name: string, others: ReadonlySet<string>): string =>
  others.has(name) ? name : name.replace(VERSION, '');

/** A model that reads versions by what they mean in its project. */
export function withVersions(model: DbtModel, others: ReadonlySet<string>): DbtModel {
  const { refs, sql } = model;
  const read = refs.some(({ name }) => VERSION.test(name)) ? meant(refs, others) : refs;
  if (read === refs && (!sql || others.size === 0)) return model;
  return { ...model, refs: read, sql: sql && others.size > 0 ? { ...sql, versions: others } : sql };
}

/** Each once: the latest may be named with its version and without. */
function meant(refs: DbtModel['refs'], others: ReadonlySet<string>): DbtModel['refs'] {
  const known = refs.map((ref) => ({
    package: ref.package,
    name: ref.package === null ? standingName(ref.name, others) : standingName(ref.name, new Set()),
  }));
  return [...new Map(known.map((each) => [`${each.package ?? ''} ${each.name}`, each])).values()];
}
