import type { CompiledOutputPort } from '../../artifact.js';

/** A name as Cube takes one: letters, digits and underscores, no digit first. */
export const identifier = (name: string): string => name.replace(/\W/g, '_').replace(/^(?=\d)/, '_');

/** The first of a name, the name with `_2`, `_3` ... that is not taken yet; it is then. */
export function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}_${count}`;
  taken.add(free);
  return free;
}

/** A port in Cube. */
export interface CubeNames {
  /** Of the cube, which nobody asks. */
  readonly cube: string;
  /** Of the view, which is asked. */
  readonly view: string;
  /** Of the dimensions, by the columns. */
  readonly dimensions: ReadonlyMap<string, string>;
}

/**
 * The names of a product's ports. A cube is never called as one of its dimensions, which Cube's views do not bear
 * (docs/standards.md).
 */
export function cubeNames(fqn: string, ports: readonly CompiledOutputPort[]): ReadonlyMap<string, CubeNames> {
  const product = fqn.slice(fqn.indexOf('.') + 1);
  const columns = ports.map((port) => {
    const taken = new Set<string>();
    return [port, new Map(port.columns.map(({ name }) => [name, freeName(identifier(name), taken)]))] as const;
  });
  const taken = new Set(columns.flatMap(([, dimensions]) => [...dimensions.values()]));
  return new Map(
    columns.map(([{ name }, dimensions]) => {
      const view = freeName(identifier(`${product}_${name}`), taken);
      return [name, { view, cube: freeName(`base_${view}`, taken), dimensions }];
    }),
  );
}

/** A column in SQL of a cube. */
export const columnSql = (column: string): string =>
  /^[A-Za-z_]\w*$/.test(column) ? `{CUBE}.${column}` : `{CUBE}."${column.replace(/"/g, '""')}"`;

/** Text for people, as Cube takes it: it runs what stands between braces, wherever that is (YAML data models, templates). */
export const plainText = (text: string): string => text.replace(/\{/g, '(').replace(/\}/g, ')');

/** A port without the columns that no SQL of a cube could name. */
export const withNameableColumns = (port: CompiledOutputPort): CompiledOutputPort => ({
  ...port,
  columns: port.columns.filter(({ name }) => name === plainText(name)),
});
