/** The name of a port that a standard's name leads to: lower case, of letters, digits, "-" and "_". */
export function portName(name: string, taken: ReadonlySet<string> = new Set()): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '_')
    .replace(/^[^a-z0-9]+/, '')
    .replace(/_+$/, '');
  return distinct((plain || 'port').slice(0, 100), taken, '-');
}

/** The same for a column, which keeps its case. */
export function columnName(name: string, taken: ReadonlySet<string> = new Set()): string {
  if (/^[A-Za-z_][\w$.-]{0,255}$/.test(name) && !taken.has(name)) return name;
  const plain = name.replace(/[^\w$.-]+/g, '_').replace(/^(?![A-Za-z_])/, '_');
  return distinct(plain.slice(0, 200), taken, '_');
}

const TABLE = /^[A-Za-z0-9_][\w$-]*(\.[A-Za-z0-9_][\w$-]*)+$/;

/** A part of a table's name that a standard's name leads to. */
export const tablePart = (name: string): string => name.replace(/[^\w$-]+/g, '_').replace(/^(?![A-Za-z0-9_])/, '_');

/** The table that is stated, where it names its namespace; else in the given one. */
export const tableName = (stated: string, namespace: string): string =>
  TABLE.test(stated) ? stated : `${namespace}.${tablePart(stated)}`;

function distinct(name: string, taken: ReadonlySet<string>, joint: string): string {
  let [found, count] = [name, 1];
  while (taken.has(found)) found = `${name}${joint}${(count += 1)}`;
  return found;
}
