import {
  Kind,
  visit,
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Config } from '../../config/config.js';
import { limitExceeded } from './limitExceeded.js';

export type ShapeLimits = Pick<Config, 'maxDepth' | 'maxAliases' | 'maxDirectives'>;

/** How deep the fields of a document are nested, each fragment measured once. */
class Depths {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly known = new Map<string, number>();

  constructor(document: DocumentNode) {
    const found = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(found.map((each) => [each.name.value, each]));
  }

  /** The levels of fields in a selection. One that leads into itself has none: that is no valid document. */
  of(set: SelectionSetNode | undefined): number {
    return Math.max(0, ...(set?.selections ?? []).map((each) => this.ofSelection(each)));
  }

  private ofSelection(selection: SelectionNode): number {
    if (selection.kind === Kind.FIELD) return 1 + this.of(selection.selectionSet);
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.of(selection.selectionSet);
    const name = selection.name.value;
    const known = this.known.get(name);
    if (known !== undefined) return known;
    this.known.set(name, 0);
    const depth = this.of(this.fragments.get(name)?.selectionSet);
    this.known.set(name, depth);
    return depth;
  }

  /** The first field that has so many levels above it; the selection has more levels than that. */
  below(set: SelectionSetNode | undefined, levels: number): FieldNode | null {
    const deep = set?.selections.find((each) => this.ofSelection(each) > levels);
    if (!deep) return null;
    if (deep.kind === Kind.FIELD) return levels === 0 ? deep : this.below(deep.selectionSet, levels - 1);
    if (deep.kind === Kind.INLINE_FRAGMENT) return this.below(deep.selectionSet, levels);
    return this.below(this.fragments.get(deep.name.value)?.selectionSet, levels);
  }
}

function tooDeep(document: DocumentNode, allowed: number): GraphQLError | null {
  const depths = new Depths(document);
  for (const each of document.definitions) {
    if (each.kind !== Kind.OPERATION_DEFINITION) continue;
    const found = depths.of(each.selectionSet);
    if (found <= allowed) continue;
    const nodes = depths.below(each.selectionSet, allowed) ?? each;
    const mend = 'Ask for what lies deeper in a request of its own, by its id, name or fqn.';
    return limitExceeded({ limit: 'MAX_DEPTH', found, allowed }, 'The fields are nested too deep', mend, { nodes });
  }
  return null;
}

/** Fields with a name of their own, and directives, as they stand in the text. */
function countable(document: DocumentNode): { aliased: FieldNode[]; directives: DirectiveNode[] } {
  const aliased: FieldNode[] = [];
  const directives: DirectiveNode[] = [];
  visit(document, {
    Field: (node) => void (node.alias && aliased.push(node)),
    Directive: (node) => void directives.push(node),
  });
  return { aliased, directives };
}

function tooMany(found: readonly ASTNode[], limit: string, allowed: number, what: string): GraphQLError | null {
  const nodes = found[allowed];
  if (!nodes) return null;
  const mend = 'Ask in several requests.';
  return limitExceeded({ limit, found: found.length, allowed }, `The document has too many ${what}`, mend, { nodes });
}

/** Whether a fragment leads into itself: for validation to tell. */
function hasCycle(document: DocumentNode): boolean {
  const spreads = new Map<string, string[]>();
  for (const each of document.definitions) {
    if (each.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const names: string[] = [];
    visit(each, { FragmentSpread: (node) => void names.push(node.name.value) });
    spreads.set(each.name.value, names);
  }
  const done = new Map<string, boolean>();
  const leadsBack = (name: string): boolean => {
    if (done.has(name)) return done.get(name) === false;
    done.set(name, false);
    const found = (spreads.get(name) ?? []).some(leadsBack);
    done.set(name, true);
    return found;
  };
  return [...spreads.keys()].some(leadsBack);
}

/** What of a document that is parsed, and not yet validated, is more than is allowed; null where nothing is. */
export function beyondShape(document: DocumentNode, limits: ShapeLimits): GraphQLError | null {
  const { aliased, directives } = countable(document);
  return (
    tooMany(directives, 'MAX_DIRECTIVES', limits.maxDirectives, 'directives') ??
    tooMany(aliased, 'MAX_ALIASES', limits.maxAliases, 'fields with a name of their own (aliases)') ??
    (hasCycle(document) ? null : tooDeep(document, limits.maxDepth))
  );
}
