import type { SourceLocation } from '../../../source.js';
import type { DbtModel, DbtSnapshotConfig, FloeMeta } from './project.js';
import { listOf, statesFreshness, textOf, textsOf } from './values.js';
import { valueAt, type Mapping } from '../../../values/json.js';

/** What a model is made of, from schema YAML and SQL or from target/manifest.json; `config` is all its layers merged. */
export type ModelParts = Pick<
  DbtModel,
  | 'name'
  | 'kind'
  | 'file'
  | 'location'
  | 'entityKey'
  | 'description'
  | 'columns'
  | 'tests'
  | 'constraints'
  | 'refs'
  | 'reads'
  | 'sql'
> & { readonly config: Mapping; readonly floe: FloeMeta; readonly alias: string | null };

/**
 * A model of its parts: everything that its configuration says is read here, for both ways of reading. Each field is named:
 * to spread the parts costs ten times as much, and there are ten thousand models.
 */
export function modelOf(parts: ModelParts): DbtModel {
  const { config, alias } = parts;
  return {
    name: parts.name,
    kind: parts.kind,
    file: parts.file,
    location: parts.location,
    description: parts.description,
    columns: parts.columns,
    tests: parts.tests,
    constraints: parts.constraints,
    entityKey: parts.entityKey,
    floe: parts.floe,
    refs: parts.refs,
    reads: parts.reads,
    sql: parts.sql,
    contractEnforced: isEnforced(config),
    constraintsEnforced: isEnforced(config) && !WITHOUT_CONSTRAINTS.has(textOf(config['materialized']) ?? ''),
    freshness: statesFreshness(config['freshness']),
    access: textOf(config['access']) ?? 'protected',
    group: textOf(config['group']),
    materialized: textOf(config['materialized']) ?? (parts.kind === 'snapshot' ? 'snapshot' : 'view'),
    database: textOf(config['database']) ?? textOf(config['catalog']),
    tags: textsOf(config['tags'] ?? []),
    alias: alias === parts.name ? null : alias,
    snapshot: parts.kind === 'snapshot' ? snapshotOf(config) : null,
    ...(config['materialized'] === 'incremental' ? { incremental: incrementalOf(config) } : {}),
    ...(hasHooks(config) ? { hooks: true as const } : {}),
  };
}

const incrementalOf = (config: Mapping): DbtModel['incremental'] => ({
  uniqueKey: textsOf(config['unique_key'] ?? []),
  strategy: textOf(config['incremental_strategy']),
});

const HOOKS = ['pre_hook', 'post_hook', 'pre-hook', 'post-hook'];
const hasHooks = (config: Mapping): boolean => HOOKS.some((key) => listOf([config[key]].flat()).some(Boolean));

const isEnforced = (config: Mapping): boolean => valueAt(config, ['contract', 'enforced']) === true;

/** Of these dbt passes over the constraints, with a warning (dbt, constraints). */
const WITHOUT_CONSTRAINTS = new Set(['view', 'materialized_view', 'ephemeral']);

/** ADR-0021, dbt Snapshot Integration. */
function snapshotOf(config: Mapping): DbtSnapshotConfig {
  const checked = config['check_cols'];
  return {
    uniqueKey: textsOf(config['unique_key'] ?? []),
    strategy: textOf(config['strategy']),
    checkCols: checked === 'all' ? 'all' : checked === undefined || checked === null ? null : textsOf(checked),
    updatedAt: textOf(config['updated_at']),
    endsWithDate: (config['dbt_valid_to_current'] ?? null) !== null,
  };
}

/** Meta of which nothing is known but its place. */
export class NoMeta implements FloeMeta {
  readonly values = NO_VALUES;
  constructor(private readonly location: SourceLocation) {}
  locate(): SourceLocation {
    return this.location;
  }
}
const NO_VALUES = Object.freeze({});
