import type { Principal } from '../../access/Principal.js';
import type { Reader } from '../../entities/database.js';
import type { Wanted } from '../../compiler/deployment/wanted.js';
import type { OnStage, Stage } from '../../compiler/result.js';
import type { TaskInput, TaskName, TaskResult } from '../../compiler/tasks.js';

/** What the actions want from outside; main.ts and the tests hand it in. */

/** The time, as a dependency: tests travel in it. */
export interface Clock {
  now(): Date;
}

/** Who is acting, as the event log records it; null where nobody said. */
export interface Actor {
  readonly name: string | null;
  /** All that is known of him; absent where nobody is asked. */
  readonly principal?: Principal;
}

/** Where a manifest goes when its publisher names no ref: `oci://registry.acme.com`, or null for none. */
export interface RegistryBase {
  readonly base: string | null;
}

/** A manifest as it was pulled from a registry, every byte checked against its digest. */
export interface OutsideManifest {
  /** The exact ref, with the tag of its version. */
  readonly ref: string;
  readonly artifactDigest: string;
  readonly source: string;
  readonly file: string;
}

/** The manifest, or why there is none, one sentence. */
export type Pulling = { readonly manifest: OutsideManifest } | { readonly problem: string };

/** The registries whose manifests may be had where a ref asks for them. */
export interface ManifestRegistries {
  /** Whether a ref lies in one of them. */
  allows(ref: string): boolean;
  pull(ref: string): Promise<Pulling>;
  /** The digest that a ref leads to now; null where that cannot be had. */
  digestOf(ref: string): Promise<string | null>;
}

/** One difference between what documents ask for and what is deployed. */
export interface Drift {
  /** `polaris` */
  readonly system: string;
  /** `grant analysts on sales.gold` */
  readonly path: string;
  readonly kind: 'missing' | 'foreign' | 'different';
  readonly expected: string | null;
  readonly found: string | null;
}

/** The differences, or why they cannot be had, one sentence. */
export type Comparison = { readonly drift: readonly Drift[] } | { readonly problem: string };

/** Compares what is asked for with what is deployed; writes nothing, and answers in bounded time. */
export type CompareDeployed = (wanted: Wanted) => Promise<Comparison>;

export interface Measured<T> {
  readonly result: T;
  /** Milliseconds. */
  readonly durationMs: number;
  /** How long each stage took, by its title, in milliseconds; empty for a task without stages. */
  readonly stagesMs: Readonly<Record<string, number>>;
}

/** Asks the compiler, in this thread or in another; `onStage` hears of the stages as they end. */
export type Compiling = <K extends TaskName>(
  name: K,
  input: TaskInput<K>,
  onStage?: OnStage,
) => Promise<Measured<TaskResult<K>>>;

/** Where those who watch a compilation hear of it. */
export interface Watched {
  stage(stage: Stage): void;
  end(): void;
}

/** Opens the compilation that a client named with this id to those who watch it. Throws CatalogError CONFLICT for one that runs. */
export type Watching = (id: string) => Watched;

/** Which of these output ports (fqns) whoever acts may not record observations of, and why. */
export type Denials = (db: Reader, ports: readonly string[]) => Promise<ReadonlyMap<string, string>>;
