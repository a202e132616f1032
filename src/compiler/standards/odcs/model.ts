import type { CompiledColumn, CompiledSla } from '../../artifact.js';

/** One table of a contract (ODCS: an object of `schema`). */
export interface StandardTable {
  readonly name: string;
  /** `sales.gold.customers`; null where nobody says. */
  readonly physicalName: string | null;
  readonly description: string | null;
  readonly columns: readonly CompiledColumn[];
}

/** A contract as our model holds it, whatever standard it came from. */
export interface StandardContract {
  readonly id: string;
  readonly name: string | null;
  readonly version: string;
  readonly status: string | null;
  readonly domain: string | null;
  readonly product: string | null;
  readonly purpose: string | null;
  readonly tables: readonly StandardTable[];
  readonly sla: CompiledSla | null;
}
