import type { CompiledOutputPort } from '../../artifact.js';
import type { Mapping } from '../../values/json.js';

/** A column of a port that refers to one of another port of the product. */
export interface PortReference {
  /** Names of ports. */
  readonly from: string;
  readonly column: string;
  readonly to: string;
  readonly toColumn: string;
}

/** What cubes are written of. */
export interface CubeSource {
  /** `sales.customer-360` */
  readonly fqn: string;
  readonly ports: readonly CompiledOutputPort[];
  /** In the order in which they are tried. */
  readonly references: readonly PortReference[];
  /** The measures of dbt's semantic models (MetricFlow), by the port whose model they are about. */
  readonly measures: Readonly<Record<string, readonly Mapping[]>>;
}
