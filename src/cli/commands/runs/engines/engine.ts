import type { Step } from '../../../../adapters/steps/step.js';
import type { Runnable } from '../../../../compiler/run/compileForRun.js';
import type { Setting } from '../../../catalog/Setting.js';
import type { Project } from '../../../project/loadProject.js';

export const ENGINES = ['duckdb', 'dbt', 'dagster'] as const;
export type EngineName = (typeof ENGINES)[number];

export interface RunOptions {
  readonly engine?: EngineName;
  readonly environment?: string;
  readonly offline?: boolean;
  readonly context?: string;
  readonly vars?: string;
  readonly fullRefresh?: boolean;
  readonly fresh?: boolean;
  readonly targetDir?: string;
  readonly database?: string;
  readonly profilesDir?: string;
  readonly target?: string;
  readonly job?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** A product that is about to be run. */
export interface Running {
  readonly setting: Setting;
  readonly folder: string;
  readonly project: Project;
  readonly runnable: Runnable;
  readonly options: RunOptions;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where what is known of runs lies. */
  readonly targetDir: string;
}

/** A run that an engine carries out. */
export interface EngineRun {
  readonly id: string;
  /** The first run of those that go on with one another. */
  readonly batch: string;
  /** The catalog is told. */
  readonly isTold: boolean;
  /** Hears where the run can be looked at. */
  readonly onPage: (url: string) => Promise<void>;
}

/** What does the work of a run, and what holds it. */
export interface Engine {
  readonly name: EngineName;
  /** Where it puts what it makes, for people. */
  readonly where: string;
  /** The steps of the run of this id; with the last, that tells the catalog, where there is one to tell. */
  steps(run: EngineRun): Promise<Step[]>;
  close(): void;
}
