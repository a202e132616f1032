import { getNamedType, type FieldNode, type GraphQLObjectType, type OperationDefinitionNode } from 'graphql';
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
import { Asked, type Run } from './Run.js';
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
type Read = (run: Run, values: Values) => Promise<void>;

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
  }

  /** The data of the answer. Throws Unplanned, CatalogError or GraphQLError where the resolvers are to answer. */
  async answer(run: Run): Promise<object> {
    const values: Values = new Map();
    await Promise.all(this.reads.map((read) => read(run, values)));
    const data: Row = {};
    for (const { name, view } of this.roots) data[name] = view(values.get(name), run);
    return data;
  }

  private root(name: string, query: GraphQLObjectType, nodes: readonly FieldNode[]): View {
    const [node] = nodes as [FieldNode];
    if (node.name.value === '__typename') return () => query.name;
    const field = query.getFields()[node.name.value];
    if (field && node.name.value === 'lineage') return this.lineage(name, field, nodes);
    const reading = QUERY_READINGS[node.name.value];
    if (!field || !reading) throw new Unplanned(`Query.${node.name.value}`);
    const asked = new Asked(field, node);
    if (reading instanceof Paged) return this.views.of(field.type, nodes, this.page(name, reading, { asked, nodes }));
    if (reading instanceof Found) return this.views.of(field.type, nodes, this.find({ name, reading, asked }));
    throw new Unplanned(`Query.${node.name.value}`);
  }

  /** Lineage whose nodes and edges are asked for what the graph itself says of them. */
  private lineage(name: string, field: Asked['field'], nodes: readonly FieldNode[]): View {
    const asked = new Asked(field, nodes[0] as FieldNode);
    const parts = partsOf(askedFields({ fieldNodes: nodes, fragments: this.selections.fragments }));
    this.reads.push(async (run, values) => {
      const request = run.args(asked) as unknown as Omit<LineageRequest, 'parts'>;
      values.set(name, await standingLineage(run.from, { ...request, parts }));
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
    if (!known) this.reads.push((run, values) => find(name, group, { run, values }));
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
    this.reads.push(async (run, values) => {
      const args = run.args(asked);
      const range = pageRange(args);
      const query = reading.query(args);
      const [page, count] = await Promise.all([
        what.page ? pageOf<Row>(run.db, query, range, read) : null,
        what.count ? countOf(run.db, query) : null,
      ]);
      if (page) await read.below(page.rows, run);
      values.set(name, PageOfRows.of(page, count));
    });
    return read;
  }
}

async function find(
  name: LookupName,
  { read, roots }: { readonly read: RowsRead; readonly roots: readonly FoundRoot[] },
  { run, values }: { readonly run: Run; readonly values: Values },
): Promise<void> {
  const keys = roots.map(({ reading, asked }) => run.args(asked)[reading.key]);
  const rows = await lookUp(name, keys, read, run);
  roots.forEach((root, at) => values.set(root.name, root.reading.standing((rows.get(keys[at]) as Row) ?? null)));
}
