import {
  getNamedType,
  Kind,
  visit,
  type ASTNode,
  type FieldNode,
  type GraphQLObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { countOf, pageOf } from '../entities/paging.js';
import { isColumn } from '../entities/wanted.js';
import { LOOKUPS, type LookupName } from '../resolvers/loaders/lookups.js';
import { pageRange } from '../resolvers/paging/pageRange.js';
import { Found, Paged } from '../resolvers/readings/reading.js';
import { askedFields } from '../resolvers/request/askedFields.js';
import { QUERY_READINGS, ROW_TYPES } from '../resolvers/readings/readings.js';
import { standingLineage, type LineageRequest } from '../resolvers/fields/lineageGraph.js';
import { partsOf } from '../resolvers/fields/lineageAnswer.js';
import { lookUp, PageOfRows, RowsRead, type Row } from './RowsRead.js';
import { Asked, Run } from './Run.js';
import type { Selections } from './selections.js';
import { Unplanned } from './Unplanned.js';
import { nodeOf, Views, type View } from './views.js';

/** A field of the query: its value, once `begin` has read it. */
interface Root {
  readonly name: string;
  readonly view: View;
}

interface FoundRoot {
  readonly name: string;
  readonly reading: Found;
  readonly asked: Asked;
}

type Values = Map<string, unknown>;
/** Reads for runs that are alike, each with its values; `of` stands for all of them. */
type Read = (runs: readonly RunOf[], of: Run) => Promise<void>;

interface RunOf {
  readonly run: Run;
  readonly values: Values;
}

/**
 * How an operation is answered as a whole: its rows level by level, each level in one statement, without the columns that it
 * does not ask for. A plan gives the answer that the resolvers give, or none.
 */
export class Plan {
  private readonly roots: Root[] = [];
  private readonly reads: Read[] = [];
  private readonly rows: RowsRead[] = [];
  private readonly found = new Map<LookupName, { readonly read: RowsRead; readonly roots: FoundRoot[] }>();
  private readonly paged = new Set<Paged>();
  /** Variables that say what a root looks up, or where its page begins. */
  private readonly keys: string[] = [];
  /** All others, in which runs must be alike that are read as one; null where none are. */
  private readonly others: readonly string[] | null;
  private readonly views: Views;

  /** Throws Unplanned where the operation asks for what no plan knows. */
  constructor(
    private readonly selections: Selections,
    operation: OperationDefinitionNode,
  ) {
    this.views = new Views(selections);
    const query = selections.schema.getQueryType() as GraphQLObjectType;
    for (const [name, nodes] of selections.of(query, [operation.selectionSet]))
      this.roots.push({ name, view: this.root(name, query, nodes) });
    for (const read of this.rows) read.settle();
    this.others = this.rows.length > 0 ? this.variablesBeside(operation) : null;
  }

  /** The data of the answer. Throws Unplanned, CatalogError or GraphQLError where the resolvers are to answer. */
  async answer(run: Run): Promise<object> {
    return (await this.read([run]))(run);
  }

  /** The same text for runs that can be read as one; null where it is read alone. */
  alike({ variables }: Run): string | null {
    if (!this.others) return null;
    if (this.others.length === 0) return '';
    // What is not given is not what is given as null.
    return JSON.stringify(this.others.map((name) => (name in variables ? [variables[name]] : [])));
  }

  /** Reads for runs that are alike; gives what shows the data of each. Both throw as `answer` does. */
  async read(runs: readonly Run[]): Promise<(run: Run) => object> {
    const all = new Map(runs.map((run) => [run, { run, values: new Map<string, unknown>() }]));
    const [each, of] = [[...all.values()], Run.ofAll(runs)];
    await Promise.all(this.reads.map((read) => read(each, of)));
    return (run) => {
      const data: Row = {};
      for (const { name, view } of this.roots) data[name] = view(all.get(run)?.values.get(name), run);
      return data;
    };
  }

  /** The variables that say more than that. */
  private variablesBeside(operation: OperationDefinitionNode): string[] {
    const used = [operation, ...Object.values(this.selections.fragments)].flatMap(variablesIn);
    const times = (names: readonly string[], name: string): number => names.filter((each) => each === name).length;
    return [...new Set(used)].filter((name) => times(used, name) > times(this.keys, name));
  }

  private root(name: string, query: GraphQLObjectType, nodes: readonly FieldNode[]): View {
    const [node] = nodes as [FieldNode];
    if (node.name.value === '__typename') return () => query.name;
    const field = query.getFields()[node.name.value];
    if (field && node.name.value === 'lineage') return this.lineage(name, field, nodes);
    const reading = QUERY_READINGS[node.name.value];
    if (!field || !reading) throw new Unplanned(`Query.${node.name.value}`);
    const asked = new Asked(field, node);
    if (reading instanceof Paged) {
      this.keysAmong(nodes, ['after', 'before']);
      return this.views.of(field.type, nodes, this.page(name, reading, { asked, nodes }));
    }
    if (reading instanceof Found) {
      this.keysAmong(nodes, [reading.key]);
      return this.views.of(field.type, nodes, this.find({ name, reading, asked }));
    }
    throw new Unplanned(`Query.${node.name.value}`);
  }

  /** Runs may differ in what these arguments of a root say. */
  private keysAmong(nodes: readonly FieldNode[], names: readonly string[]): void {
    const given = nodes.flatMap((node) => node.arguments ?? []);
    this.keys.push(...given.filter(({ name }) => names.includes(name.value)).flatMap(variablesIn));
  }

  /** Lineage whose nodes and edges are asked for what the graph itself says of them. */
  private lineage(name: string, field: Asked['field'], nodes: readonly FieldNode[]): View {
    const asked = new Asked(field, nodes[0] as FieldNode);
    const parts = partsOf(askedFields({ fieldNodes: nodes, fragments: this.selections.fragments }));
    this.reads.push(async (runs) => {
      const read = async ({ run, values }: RunOf): Promise<void> => {
        const request = run.args(asked) as unknown as Omit<LineageRequest, 'parts'>;
        values.set(name, await standingLineage(run.from, { ...request, parts }));
      };
      await Promise.all(runs.map(read));
    });
    return this.views.of(field.type, nodes, null);
  }

  /** All that are found by the same lookup are found together. */
  private find(root: FoundRoot): RowsRead {
    const { name, until } = root.reading;
    const known = this.found.get(name);
    const group = known ?? { read: this.reading(LOOKUPS[name].row, LOOKUPS[name].by), roots: [] };
    this.found.set(name, group);
    group.roots.push(root);
    if (until !== undefined) group.read.columns.add(until);
    if (!known) this.reads.push((runs, of) => find(name, group, runs, of));
    return group.read;
  }

  private reading(row: ConstructorParameters<typeof RowsRead>[0], column: string): RowsRead {
    const read = new RowsRead(row);
    read.columns.add(column);
    this.rows.push(read);
    return read;
  }

  private page(
    name: string,
    reading: Paged,
    { asked, nodes }: { asked: Asked; nodes: readonly FieldNode[] },
  ): RowsRead {
    const connection = getNamedType(asked.field.type) as GraphQLObjectType;
    const rows = ROW_TYPES.get(nodeOf(connection));
    if (!rows || !isColumn(rows.row, 'id') || this.paged.has(reading))
      throw new Unplanned(`another list of ${connection.name}`);
    this.paged.add(reading);
    const read = this.reading(rows.row, 'id');
    const what = { page: false, count: false };
    this.views.look(connection, nodes, what, read);
    const pageFor = async ({ run, values }: RunOf): Promise<readonly Row[]> => {
      const args = run.args(asked);
      const range = pageRange(args);
      const query = await reading.query(args, run.db);
      const [page, count] = await Promise.all([
        what.page ? pageOf<Row>(run.db, query, range, read) : null,
        what.count ? countOf(run.db, query) : null,
      ]);
      values.set(name, PageOfRows.of(page, count));
      return page?.rows ?? [];
    };
    this.reads.push(async (runs, of) => {
      const rows = (await Promise.all(runs.map(pageFor))).flat();
      await read.below(rows, of);
    });
    return read;
  }
}

async function find(
  name: LookupName,
  { read, roots }: { readonly read: RowsRead; readonly roots: readonly FoundRoot[] },
  runs: readonly RunOf[],
  of: Run,
): Promise<void> {
  const keyOf = (run: Run, { reading, asked }: FoundRoot): unknown => run.args(asked)[reading.key];
  const keys = runs.flatMap(({ run }) => roots.map((root) => keyOf(run, root)));
  const rows = await lookUp(name, keys, read, of);
  for (const { run, values } of runs)
    for (const root of roots) values.set(root.name, root.reading.standing((rows.get(keyOf(run, root)) as Row) ?? null));
}

/** The variables that a piece of a document uses, as often as it does. */
function variablesIn(node: ASTNode | undefined): string[] {
  const names: string[] = [];
  const definition = (): false => false;
  if (node)
    visit(node, {
      [Kind.VARIABLE_DEFINITION]: definition,
      [Kind.VARIABLE]: ({ name }: { readonly name: { readonly value: string } }) => void names.push(name.value),
    });
  return names;
}
