import type { Diagnostic } from '../../../diagnostic.js';
import type { SourceLocation } from '../../../source.js';

/** A test of a model or of one of its columns; the name without its package. */
export interface DbtTest {
  /** Its id in dbt's artifacts; null where it is read from YAML. */
  readonly id: string | null;
  readonly name: string;
  /** `dbt_utils` of `dbt_utils.recency`, null for dbt's own and the project's. */
  readonly package: string | null;
  readonly column: string | null;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** The name that YAML gives this one test (`name:`); null where dbt makes one up, or where `id` tells it. */
  readonly ownName: string | null;
  /** The rows that it looks at alone (`where`, `row_condition`); null: all of them. */
  readonly where: string | null;
  /** `severity: warn`: what it finds fails nothing. */
  readonly warns?: true;
}

/** A constraint of a model contract; `columns` are those it is about. */
export interface DbtConstraint {
  /** not_null, unique, primary_key, foreign_key, check, custom. */
  readonly type: string;
  readonly columns: readonly string[];
  /** Of a foreign key: the model or table that it refers to, without database and schema. */
  readonly to: string | null;
  readonly toColumns: readonly string[];
  readonly expression: string | null;
}

/** What stands under `meta.floe` (or `config.meta.floe`), as written; dbt_project.yml and `config(meta=...)` in the code count. */
export interface FloeMeta {
  readonly values: Readonly<Record<string, unknown>>;
  /** The place of a value, or of the nearest thing there is. */
  locate(key: string): SourceLocation;
}

export interface DbtColumn {
  readonly name: string;
  /** `data_type` in lower case. */
  readonly type: string | null;
  readonly description: string | null;
  readonly floe: FloeMeta;
  readonly location: SourceLocation;
}

/** `{{ ref('package', 'name') }}`; `package` is null for a model of the project itself. */
export interface DbtRef {
  readonly package: string | null;
  /** Of a version that does not stand for its model as dbt calls it: `ref('customers', v=1)` is `customers.v1`. */
  readonly name: string;
}

/** `{{ source('source', 'table') }}` */
export interface DbtSourceRef {
  readonly source: string;
  readonly table: string;
}

/** How a snapshot keeps history (ADR-0021, dbt Snapshot Integration). */
export interface DbtSnapshotConfig {
  /** The columns that tell one record from another. */
  readonly uniqueKey: readonly string[];
  /** `check`, `timestamp`, or the name of a strategy of the project's own. */
  readonly strategy: string | null;
  /** Strategy check: the columns that are compared, or all of them. */
  readonly checkCols: readonly string[] | 'all' | null;
  /** Strategy timestamp: the column that says when a record changed. */
  readonly updatedAt: string | null;
  /** `dbt_valid_to_current`: the end of the current version is a date and never null. */
  readonly endsWithDate: boolean;
}

/** The macros of a project by their names, as they are written. */
export type DbtMacros = Readonly<Record<string, { readonly parameters: string; readonly body: string }>>;

/** The code of a model as text. */
export interface DbtCode {
  readonly text: string;
  /** false: Jinja stands in it. */
  readonly compiled: boolean;
  /** Those that its Jinja may call. */
  readonly macros?: DbtMacros;
  /** The dbt project that it belongs to: `ref('<project>', 'm')` is `ref('m')` there. */
  readonly package?: string | null;
  /** The names of the project's `otherVersions`; any other version that it names is the model itself. */
  readonly versions?: ReadonlySet<string>;
}

export interface DbtModel {
  readonly name: string;
  readonly kind: 'model' | 'snapshot';
  /** Its SQL file, or the schema YAML that declares it. */
  readonly file: string;
  /** Where its name is declared; its SQL file where no YAML declares it. */
  readonly location: SourceLocation;
  readonly description: string | null;
  readonly columns: readonly DbtColumn[];
  /** Of the model and of its columns. */
  readonly tests: readonly DbtTest[];
  /** Of the model and of its columns. */
  readonly constraints: readonly DbtConstraint[];
  /** `contract.enforced`: its columns are those that it declares, and the warehouse is told of its constraints. */
  readonly contractEnforced: boolean;
  /** The warehouse holds the constraints: of an enforced contract, and of no view. */
  readonly constraintsEnforced: boolean;
  readonly floe: FloeMeta;
  /** It has a `freshness` config of its own. */
  readonly freshness: boolean;
  /** The column of the primary entity of a semantic model about it (MetricFlow); empty without one. */
  readonly entityKey: readonly string[];
  /** `private`, `protected` (dbt's default) or `public`. */
  readonly access: string;
  /** The group that owns it. */
  readonly group: string | null;
  /** `view` (dbt's default), `table`, `incremental`, `ephemeral`, `snapshot` ... */
  readonly materialized: string;
  /** Where dbt is told to write it, if not into the target's own. */
  readonly database: string | null;
  readonly tags: readonly string[];
  /** The name of the table where it is not the model's. */
  readonly alias: string | null;
  readonly refs: readonly DbtRef[];
  readonly reads: readonly DbtSourceRef[];
  /** Its SQL; null where none is at hand, or where it is Python. */
  readonly sql: DbtCode | null;
  /** How an incremental model takes in what is new; absent for all others. */
  readonly incremental?: { readonly uniqueKey: readonly string[]; readonly strategy: string | null };
  /** SQL of its configuration is run before or after it. */
  readonly hooks?: true;
  /** Of a snapshot; null for a model. */
  readonly snapshot: DbtSnapshotConfig | null;
}

export interface DbtSourceTable extends DbtSourceRef {
  /** database, schema and identifier as far as they are stated, in that order. */
  readonly path: readonly string[];
  readonly columns: readonly DbtColumn[];
  readonly freshness: boolean;
  readonly floe: FloeMeta;
  readonly location: SourceLocation;
}

/** A dbt project as far as the compiler cares, from schema YAML and SQL or from target/manifest.json alike. */
export interface DbtProject {
  readonly models: readonly DbtModel[];
  readonly snapshots: readonly DbtModel[];
  /** Enabled versions that do not stand for their models, under dbt's names: `customers.v1`. They are read, not judged. */
  readonly otherVersions: readonly DbtModel[];
  readonly sources: readonly DbtSourceTable[];
  /** By dbt's run_results.json. */
  readonly failedTests: readonly FailedTest[];
  /** By dbt's sources.json. */
  readonly staleSources: readonly DbtSourceTable[];
}

/** Everything of a project that reads others and can be read: models, snapshots, versions. */
export const nodesOf = ({ models, snapshots, otherVersions }: DbtProject): DbtModel[] => [
  ...models,
  ...snapshots,
  ...otherVersions,
];

/** A test that did not pass in the last run. */
export interface FailedTest {
  readonly model: DbtModel;
  readonly test: DbtTest;
  /** The records that failed it; null where it could not be run. */
  readonly failures: number | null;
}

/** A project as it was read, and what is wrong with its documents. */
export interface DbtReading {
  readonly project: DbtProject;
  readonly diagnostics: readonly Diagnostic[];
}

export const EMPTY_PROJECT: DbtProject = {
  models: [],
  snapshots: [],
  otherVersions: [],
  sources: [],
  failedTests: [],
  staleSources: [],
};
