/** A value as a literal of Python. */
export function pythonLiteral(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${pythonLiteral(each)}`);
    return `{${entries.join(', ')}}`;
  }
  return JSON.stringify(value); // texts and numbers are written alike in both
}

/** A name as Python writes one: `crm-data` is `crm_data`. */
export const pythonName = (name: string): string => name.replace(/\W+/g, '_').replace(/^(?=\d)/, '_');
