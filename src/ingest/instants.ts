/** RFC 3339 with its zone: without one nobody knows when it was. */
const INSTANT = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})$/;

/** An instant in UTC with milliseconds; null for a text that is none, or that states no zone. */
export function instantOf(value: unknown): string | null {
  if (typeof value !== 'string' || !INSTANT.test(value)) return null;
  const at = new Date(value.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** The same of what dbt writes: before 1.9 some of its times stand without a zone, and are UTC. */
export const dbtInstantOf = (value: unknown): string | null => instantOf(value) ?? instantOf(`${String(value)}Z`);
