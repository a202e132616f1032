import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { Unplanned } from './Unplanned.js';

/** Fields by the names they have in the answer, in its order; those of one name are one field. */
export type Selected = ReadonlyMap<string, readonly FieldNode[]>;

/** What an operation asks for, with the values of the variables that its @skip and @include go by. */
export class Selections {
  constructor(
    readonly schema: GraphQLSchema,
    readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {}

  /** What is asked of objects of this type (GraphQL specification, 6.3.2). */
  of(type: GraphQLObjectType, sets: readonly (SelectionSetNode | undefined)[]): Selected {
    const fields = new Map<string, FieldNode[]>();
    const seen = new Set<string>();
    for (const set of sets) if (set) this.collect(type, set, { fields, seen });
    return fields;
  }

  private collect(
    type: GraphQLObjectType,
    set: SelectionSetNode,
    into: { readonly fields: Map<string, FieldNode[]>; readonly seen: Set<string> },
  ): void {
    for (const selection of set.selections) {
      if (!this.isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) add(selection, into.fields);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (this.holds(selection.typeCondition?.name.value, type)) this.collect(type, selection.selectionSet, into);
      } else if (!into.seen.has(selection.name.value)) {
        into.seen.add(selection.name.value);
        const fragment = this.fragments[selection.name.value];
        if (fragment && this.holds(fragment.typeCondition.name.value, type))
          this.collect(type, fragment.selectionSet, into);
      }
    }
  }

  private isIncluded(node: SelectionNode): boolean {
    if (!node.directives?.length) return true;
    if (getDirectiveValues(GraphQLSkipDirective, node, this.variables)?.['if'] === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, node, this.variables)?.['if'] !== false;
  }

  private holds(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const abstract = this.schema.getType(condition);
    return isAbstractType(abstract) && this.schema.isSubType(abstract, type);
  }
}

function add(node: FieldNode, fields: Map<string, FieldNode[]>): void {
  const name = node.alias?.value ?? node.name.value;
  if (name === '__proto__') throw new Unplanned('a name that objects take for their prototype');
  const known = fields.get(name);
  if (known) known.push(node);
  else fields.set(name, [node]);
}
