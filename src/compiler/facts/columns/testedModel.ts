import type { DbtModel, DbtProject } from '../../document/dbt/project/project.js';

/** A model as the required tests look at it. */
export interface TestedModel {
  readonly model: DbtModel;
  /** Its name without the layer's prefix. */
  readonly stem: string;
  readonly key: readonly string[];
  readonly project: DbtProject;
  /** Nouns that the project's models stand for, singular and plural. */
  readonly entities: ReadonlySet<string>;
  /** The type of slowly changing dimension that it is; null where nobody says. */
  readonly scdType: number | null;
  /** The types of slowly changing dimension that its layer allows (ADR-0021, Kimball Pattern). */
  readonly scdTypes: readonly number[];
}
