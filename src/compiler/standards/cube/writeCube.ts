import type { CompiledOutputPort } from '../../artifact.js';
import { renderYaml } from '../../document/yaml/renderYaml.js';
import type { Mapping } from '../../values/json.js';
import { groupsOf, includesAll } from './access.js';
import { dimensionOf } from './dimensions.js';
import { isOneToOne, joinTree } from './joins.js';
import { measuresOf } from './measures.js';
import type { CubeSource, PortReference } from './model.js';
import { cubeNames, identifier, plainText, withNameableColumns, type CubeNames } from './names.js';

/** A port with all that is written of it. */
interface Written {
  readonly port: CompiledOutputPort;
  readonly names: CubeNames;
  readonly groups: readonly string[];
  readonly joins: readonly (PortReference & { readonly target: Written })[];
}

const described = ({ description }: CompiledOutputPort): Mapping =>
  description === null ? {} : { description: plainText(description) };

function joinOf({ port, names }: Written, { column, toColumn, target }: Written['joins'][number]): Mapping {
  const [own, other] = [names.dimensions.get(column), target.names.dimensions.get(toColumn)];
  return {
    name: target.names.cube,
    relationship: isOneToOne(port, column) ? 'one_to_one' : 'many_to_one',
    sql: `{CUBE.${own}} = {${target.names.cube}.${other}}`,
  };
}

/** What the members of another cube are called after: no member of the own one begins so. */
function prefixOf(port: string, own: readonly string[]): string {
  const prefix = identifier(port);
  return own.some((name) => name.startsWith(`${prefix}_`)) ? prefixOf(`${port}_joined`, own) : prefix;
}

/** The table of a port; only views are asked. */
function cubeOf(written: Written, measures: readonly Mapping[]): Mapping {
  const { port, names, joins } = written;
  return {
    name: names.cube,
    sql_table: port.table,
    public: false,
    ...described(port),
    ...(joins.length > 0 && { joins: joins.map((join) => joinOf(written, join)) }),
    dimensions: port.columns.map((column) => dimensionOf(column, names.dimensions.get(column.name) ?? column.name)),
    measures: measuresOf(port, measures, names.dimensions.values()),
  };
}

/**
 * What consumers ask of a port. What it refers to is part of it where all who may read the port may read that too: a view
 * gives nobody what he has no grant for.
 */
function viewOf({ port, names, groups, joins }: Written): Mapping {
  const own = [...names.dimensions.values()];
  const open = joins.filter(({ target }) => includesAll(groups, target.groups));
  return {
    name: names.view,
    ...described(port),
    cubes: [
      { join_path: names.cube, includes: '*' },
      ...open.map(({ to, target }) => ({
        join_path: `${names.cube}.${target.names.cube}`,
        alias: prefixOf(to, own),
        prefix: true,
        includes: '*',
      })),
    ],
    access_policy: [{ groups, member_level: { includes: '*' } }],
  };
}

/** The ports that are in use and have columns, with what they are joined with. */
function writtenOf({ fqn, ports, references }: CubeSource): Written[] {
  const [domain = ''] = fqn.split('.');
  const used = ports
    .map(withNameableColumns)
    .filter(({ lifecycle, columns }) => lifecycle?.status !== 'retired' && columns.length > 0);
  const names = cubeNames(fqn, used);
  const has = (port: string, column: string): boolean => names.get(port)?.dimensions.has(column) ?? false;
  const tree = joinTree(references.filter(({ from, column, to, toColumn }) => has(from, column) && has(to, toColumn)));
  const written = new Map<string, Written>();
  const write = (port: CompiledOutputPort): Written => {
    const joins = tree.flatMap((reference) => {
      const target = reference.from === port.name && used.find(({ name }) => name === reference.to);
      return target ? [{ ...reference, target: written.get(target.name) ?? write(target) }] : [];
    });
    const own = names.get(port.name) ?? { cube: port.name, view: port.name, dimensions: new Map() };
    const made = { port, names: own, groups: groupsOf(port.access, domain), joins };
    written.set(port.name, made);
    return made;
  };
  return used.map((port) => written.get(port.name) ?? write(port));
}

/**
 * The output ports of a product as a model of Cube (YAML): a private cube for each table, a view for each port with who may
 * read it, joined along the references between them (https://cube.dev/docs/product/data-modeling).
 */
export function writeCube(source: CubeSource): string {
  const written = writtenOf(source);
  return renderYaml({
    cubes: written.map((each) => cubeOf(each, source.measures[each.port.name] ?? [])),
    views: written.map(viewOf),
  });
}
