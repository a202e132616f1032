import type { CompiledService } from '../artifact.js';
import { valueAt } from '../values/json.js';

/** What manifests say of a service: `services.<kind>.<type>`; null where they say nothing. */
export type Configured = Pick<CompiledService, 'config'>;

/** A setting of a service by its path, as a text; `usual` where there is none. */
export function textOf({ config }: Configured, usual: string, ...path: readonly string[]): string {
  const value = valueAt(config, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : usual;
}

/** The same as a whole number of one or more. */
export function countOf({ config }: Configured, usual: number, ...path: readonly string[]): number {
  const value = valueAt(config, path);
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : usual;
}
