import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isIntrospectionType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import {
  argumentWeightOf,
  INTROSPECTION,
  introspectionLengthOf,
  LEAF,
  ONE_BY_ONE,
  lengthOf,
  pageSizeOf,
  TEXT_FILTER,
  weightOf,
} from '../../schema/weights.js';
import { Sizes } from './sizes.js';
import { most, product, sum, valueOf, type Term, type Values } from './terms.js';

/** What a selection costs: once, and for each entry of the page that it is a selection of. */
interface Cost {
  readonly once: Term;
  readonly entry: Term;
}

type Field = GraphQLField<unknown, unknown>;

/** The arguments that are lists of what is asked for: the answer has one for each. */
const ASKED_ONE_BY_ONE: Readonly<Record<string, string>> = { _entities: 'representations', nodes: 'ids' };

/** What the schema says of itself. */
const INTROSPECTIVE = new Set<Field>([SchemaMetaFieldDef, TypeMetaFieldDef]);

/** A field of the root, and what it costs. */
interface RootCost {
  readonly node: FieldNode;
  readonly term: Term;
}

/** What an operation of a valid document may cost at most, made ready once for all requests that ask for it. */
export class OperationCost {
  private readonly sizes: Sizes;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly known = new Map<string, Cost>();
  private readonly roots: RootCost[] = [];
  private readonly root: GraphQLObjectType | undefined | null;
  private readonly total: Term;
  /** Where a gateway asks for objects one by one, and for how many. */
  readonly representations: { readonly node: FieldNode; readonly count: Term }[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ) {
    this.sizes = new Sizes(operation);
    const found = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(found.map((each) => [each.name.value, each]));
    this.root = schema.getRootType(operation.operation);
    this.total = this.root ? this.of(operation.selectionSet, this.root).once : 0;
  }

  /** The cost with these variables. */
  with(variables: Values): number {
    // Tenths do not add up to whole numbers quite.
    return Math.ceil(Math.round(valueOf(this.total, variables) * 1_000) / 1_000);
  }

  /** The field of the root that costs most with these variables. */
  dearest(variables: Values): FieldNode | undefined {
    const costs = this.roots.map(({ term }) => valueOf(term, variables));
    return this.roots[costs.indexOf(Math.max(...costs))]?.node;
  }

  private of(set: SelectionSetNode, type: GraphQLCompositeType): Cost {
    const all: Cost[] = [];
    const byType = new Map<string, Term[]>();
    for (const selection of set.selections) {
      const on = this.conditionOf(selection) ?? type;
      const cost = this.ofSelection(selection, on);
      // An object is of one type: what is asked of others is not asked of it.
      if (isAbstractType(type) && isObjectType(on)) byType.set(on.name, [...(byType.get(on.name) ?? []), cost.once]);
      else all.push(cost);
    }
    const ofOneType = most([...byType.values()].map(sum));
    return { once: sum([ofOneType, ...all.map(({ once }) => once)]), entry: sum(all.map(({ entry }) => entry)) };
  }

  private conditionOf(selection: SelectionNode): GraphQLCompositeType | undefined {
    if (selection.kind === Kind.FIELD) return undefined;
    const spread = selection.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(selection.name.value) : selection;
    const type = this.schema.getType(spread?.typeCondition?.name.value ?? '');
    return isCompositeType(type) ? type : undefined;
  }

  private ofSelection(selection: SelectionNode, on: GraphQLCompositeType): Cost {
    if (selection.kind === Kind.FIELD) return this.ofField(selection, on);
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.of(selection.selectionSet, on);
    const name = selection.name.value;
    const fragment = this.fragments.get(name);
    const cost = this.known.get(name) ?? (fragment ? this.of(fragment.selectionSet, on) : { once: 0, entry: 0 });
    this.known.set(name, cost);
    return cost;
  }

  private ofField(node: FieldNode, on: GraphQLCompositeType): Cost {
    const field = this.fieldOf(node, on);
    if (!field) return { once: LEAF, entry: 0 };
    const one = this.oneOf(node, field);
    const own = sum([weightOf(on.name, field.name), this.ofArguments(node, on, field)]);
    const isList = isListType(getNullableType(field.type));
    if (isList && pageSizeOf(on.name)) return { once: own, entry: one };
    const count = isList ? this.lengthOf(node, on) : INTROSPECTIVE.has(field) ? INTROSPECTION : 1;
    const term = sum([own, product(count, one)]);
    if (on === this.root) this.roots.push({ node, term });
    return { once: term, entry: 0 };
  }

  private ofArguments(node: FieldNode, on: GraphQLCompositeType, field: Field): Term {
    const given = (node.arguments ?? []).map(({ name }) => argumentWeightOf(on.name, field.name, name.value));
    return sum([...given, this.sizes.has(node, 'filter', 'text', TEXT_FILTER)]);
  }

  /** One of what a field gives. */
  private oneOf(node: FieldNode, field: Field): Term {
    const type = getNamedType(field.type);
    if (!isCompositeType(type) || !node.selectionSet) return LEAF;
    const { once, entry } = this.of(node.selectionSet, type);
    const page = pageSizeOf(type.name);
    return sum([1, once, page ? product(this.sizes.number(node, page.args, page.usual, page.most), entry) : 0]);
  }

  private fieldOf(node: FieldNode, on: GraphQLCompositeType): Field | undefined {
    const name = node.name.value;
    const introspective = [...INTROSPECTIVE].find((each) => each.name === name);
    return introspective ?? ('getFields' in on ? on.getFields()[name] : undefined);
  }

  private lengthOf(node: FieldNode, on: GraphQLCompositeType): Term {
    const name = node.name.value;
    if (isIntrospectionType(on)) return introspectionLengthOf(name);
    const list = on.name === 'Query' ? ASKED_ONE_BY_ONE[name] : undefined;
    if (list === undefined) return lengthOf(`${on.name}.${name}`);
    const count = this.sizes.length(node, list);
    if (name === '_entities') this.representations.push({ node, count });
    return product(ONE_BY_ONE, count);
  }
}
