import { nodesOf, type DbtModel, type DbtProject } from '../../document/dbt/project/project.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { platformDialect } from '../../sql/dialect.js';
import { projectTables } from '../../sql/projectTables.js';
import { tryReadSql } from '../../sql/readSql.js';
import { placeIn, type SourceLocation } from '../../source.js';
import { isSqlAsked } from '../lineage/askedSql.js';
import type { Subject } from '../subjects/subject.js';

/** A model or snapshot whose SQL could not be followed all the way. */
export interface UnfollowedSql extends Subject {
  /** What stands there, in a few words. */
  readonly construct: string;
  /** None of it could be read. */
  readonly isUnread: boolean;
  /** Classified columns are read by it. */
  readonly isClassified: boolean;
}

/** Who is concerned by what the SQL of a product does. */
interface Asked {
  /** How many ports the product has. */
  readonly ports: number;
  /** The models that read classified columns. */
  readonly reached: ReadonlySet<DbtModel>;
  /** The models whose SQL was followed all the way with what is known of columns: it is not read once more. */
  readonly followed: ReadonlySet<DbtModel>;
}

/**
 * What of a product's SQL could not be followed, the first construct of each model. What it uses and what its columns
 * come from is then decided on the safe side: every column counts as used, a column of the same name as its origin.
 */
export function unfollowedSql(
  project: DbtProject,
  platform: EffectivePlatform,
  { ports, reached, followed }: Asked,
): UnfollowedSql[] {
  if (reached.size === 0 && !isSqlAsked(project.models.length, ports)) return [];
  return nodesOf(project).flatMap((model, order) => {
    const gap = followed.has(model) ? null : gapOf(model, project, platform);
    if (!gap) return [];
    return [{ name: model.name, order, isClassified: reached.has(model), ...gap }];
  });
}

function gapOf(
  model: DbtModel,
  project: DbtProject,
  platform: EffectivePlatform,
): Pick<UnfollowedSql, 'construct' | 'isUnread' | 'location'> | null {
  const { sql, file, location, kind } = model;
  if (!sql) return null;
  const context = { tableOf: projectTables(model, project) };
  const reading = tryReadSql(sql, platformDialect(platform), context);
  const place = (at: number | null): SourceLocation | null =>
    at === null || sql.compiled || kind === 'snapshot' ? location : { file, ...placeIn(sql.text, at) };
  if ('problem' in reading) return { construct: reading.problem, isUnread: true, location: place(reading.at) };
  const [gap] = reading.gaps;
  return gap ? { construct: gap.construct, isUnread: false, location: place(gap.at) } : null;
}
