import {
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  print,
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { isColumn } from '../entities/wanted.js';
import { isProperty } from '../resolvers/access/guardDetails.js';
import { Derived, Listing, Lookup } from '../resolvers/readings/reading.js';
import { ROW_TYPES } from '../resolvers/readings/readings.js';
import { askedFields } from '../resolvers/request/askedFields.js';
import type { RowsRead, Row, WhatOfList } from './RowsRead.js';
import { Asked, type Run } from './Run.js';
import type { Selections } from './selections.js';
import { Unplanned } from './Unplanned.js';

/** A value as the answer shows it. Throws Unplanned for what would be an error. */
export type View = (value: unknown, run: Run) => unknown;

type Field = GraphQLField<unknown, unknown>;

/** Views of a document's selections, and on the way what is to be read for them. */
export class Views {
  constructor(private readonly selections: Selections) {}

  /** Of values of a type; `read` is what is read of rows among them. */
  of(type: GraphQLOutputType, nodes: readonly FieldNode[], read: RowsRead | null): View {
    if (isNonNullType(type)) return required(this.of(type.ofType, nodes, read));
    if (isListType(type)) return listed(this.of(type.ofType, nodes, read));
    if (isLeafType(type)) return leaf(type);
    return isAbstractType(type) ? this.ofAny(type, nodes) : this.object(type, nodes, read);
  }

  /** Of objects of a type. */
  private object(type: GraphQLObjectType, nodes: readonly FieldNode[], read: RowsRead | null): View {
    const rows = ROW_TYPES.get(type.name);
    if (rows && rows.row !== read?.row) throw new Unplanned(`${type.name} of another kind`);
    const sets = nodes.map((node) => node.selectionSet);
    const fields = [...this.selections.of(type, sets)].map(
      ([name, asked]) => [name, this.field(type, asked, read)] as const,
    );
    return (value, run) => {
      if (value == null) return null;
      const answer: Record<string, unknown> = {};
      for (const [name, view] of fields) answer[name] = view(value, run);
      return answer;
    };
  }

  /** Of objects that say themselves which type they have. */
  private ofAny(type: GraphQLAbstractType, nodes: readonly FieldNode[]): View {
    const views = new Map(
      this.selections.schema.getPossibleTypes(type).map((each) => [each.name, this.object(each, nodes, null)]),
    );
    return (value, run) => {
      if (value == null) return null;
      const view = views.get(String((value as Row)['__typename']));
      if (!view) throw new Unplanned('an object of no type');
      return view(value, run);
    };
  }

  private field(type: GraphQLObjectType, nodes: readonly FieldNode[], read: RowsRead | null): View {
    const [node] = nodes as [FieldNode];
    const name = node.name.value;
    if (name === '__typename') return () => type.name;
    const field = type.getFields()[name];
    if (!field) throw new Unplanned(name);
    const rows = ROW_TYPES.get(type.name);
    if (!rows || !read) return this.property(field, nodes, rows ? null : read);
    const reading = rows.fields[name];
    if (reading instanceof Derived) return this.derived(reading, field, { nodes, read });
    if (reading instanceof Lookup) return this.lookup(reading, field, { nodes, read });
    if (reading instanceof Listing) return this.listing(reading, field, { nodes, read });
    if (!isColumn(rows.row, name)) throw new Unplanned(`${type.name}.${name}`);
    read.columns.add(name);
    return this.property(field, nodes, null);
  }

  /** Of a field that is the property of its name. */
  private property(field: Field, nodes: readonly FieldNode[], read: RowsRead | null): View {
    if (!isProperty(field)) throw new Unplanned(`${field.name} has a resolver`);
    const view = this.of(field.type, nodes, read);
    const { name } = field;
    return (value, run) => view((value as Row)[name], run);
  }

  private derived(reading: Derived, field: Field, at: Place): View {
    const [node] = at.nodes as [FieldNode];
    const { unless } = reading;
    if (node.arguments?.some(({ name }) => name.value === unless)) throw new Unplanned(`${field.name}(${unless}:)`);
    for (const column of reading.columns) at.read.columns.add(column);
    for (const part of askedFields({ fieldNodes: at.nodes, fragments: this.selections.fragments })) {
      const column = reading.parts[part];
      if (column !== undefined) at.read.columns.add(column);
    }
    const view = this.of(field.type, at.nodes, null);
    const asked = new Asked(field, node);
    const of = reading.of as (row: unknown, args: unknown) => unknown;
    return (row, run) => view(of(row, field.args.length > 0 ? run.args(asked) : {}), run);
  }

  private lookup(reading: Lookup, field: Field, at: Place): View {
    const { name, read } = at.read.lookup(reading);
    const view = this.of(field.type, at.nodes, read);
    return (row, run) => view((row as Row)[name], run);
  }

  private listing(reading: Listing, field: Field, at: Place): View {
    const connection = getNamedType(field.type) as GraphQLObjectType;
    const rows = ROW_TYPES.get(nodeOf(connection));
    if (!rows || !isColumn(rows.row, 'id')) throw new Unplanned(`a list of ${connection.name}`);
    const asked = new Asked(field, at.nodes[0] as FieldNode);
    const args = (asked.node.arguments ?? []).map((each) => print(each)).join();
    const { name, read, what } = at.read.list(reading, asked, args, rows.row);
    this.look(connection, at.nodes, what, read);
    const view = this.of(field.type, at.nodes, read);
    return (row, run) => view((row as Row)[name], run);
  }

  /** Notes what is asked of a connection. */
  look(connection: GraphQLObjectType, nodes: readonly FieldNode[], what: WhatOfList, read: RowsRead): void {
    const sets = nodes.map((node) => node.selectionSet);
    for (const [{ name }] of this.selections.of(connection, sets).values() as Iterable<readonly [FieldNode]>) {
      if (name.value === 'totalCount') what.count = true;
      else if (name.value !== '__typename') what.page = true;
      if (name.value === 'edges' || name.value === 'pageInfo') read.places = true;
    }
  }
}

/** A field of rows in a document. */
interface Place {
  readonly nodes: readonly FieldNode[];
  readonly read: RowsRead;
}

/** The type of a connection's nodes. */
export function nodeOf(connection: GraphQLObjectType): string {
  const nodes = connection.getFields()['nodes'];
  return nodes ? getNamedType(nodes.type).name : '';
}

const required =
  (view: View): View =>
  (value, run) => {
    const answer = view(value, run);
    if (answer === null) throw new Unplanned('nothing where something must be');
    return answer;
  };

const listed =
  (view: View): View =>
  (value, run) => {
    if (value == null) return null;
    if (!Array.isArray(value)) throw new Unplanned('no list');
    return value.map((each) => view(each, run));
  };

const leaf =
  (type: GraphQLLeafType): View =>
  (value) => {
    if (value == null) return null;
    const answer = type.serialize(value);
    if (answer == null) throw new Unplanned(`a value that is no ${type.name}`);
    return answer;
  };
