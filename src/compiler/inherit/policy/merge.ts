import type { PolicyOrigin } from '../../artifact.js';
import type { DocumentPath } from '../../source.js';
import { explainPolicy } from './explain.js';
import { isMapping, sameValue, union, type JsonObject } from '../../values/json.js';
import { policyRuleAt, type PolicyRule } from './strategies.js';
import type { PolicyDocument } from './policyDocument.js';

/** What one document says at a path. */
export interface Statement {
  readonly document: PolicyDocument;
  readonly value: unknown;
}

/** A lower tier that states less than a higher one, or what is not its to state. */
export interface PolicyConflict {
  readonly kind: 'weakened' | 'forbidden';
  readonly path: DocumentPath;
  /** null: the higher tier says nothing there, and the section is its own. */
  readonly parent: Statement | null;
  readonly child: Statement;
  /** The path of the parent's value where it is written in another spelling (decision 5). */
  readonly parentPath?: DocumentPath;
  /** What the lower tier may state: "70 or more". */
  readonly demand: string;
}

export interface MergedPolicies {
  readonly effective: JsonObject;
  readonly conflicts: readonly PolicyConflict[];
  explain(path: string): PolicyOrigin | null;
}

/** What a document says of itself is not handed down. */
const IDENTITY = ['apiVersion', 'kind', 'metadata', 'parent', 'domain'];

/**
 * Merges documents, the root first, by the table of strategies. A weaker or forbidden statement becomes a conflict and
 * changes nothing: the stronger value stands. The same documents always give the same bytes.
 */
export function mergePolicies(documents: readonly PolicyDocument[]): MergedPolicies {
  const heard = documents.map((document, i) => (i === documents.length - 1 ? document : withoutIdentity(document)));
  const conflicts: PolicyConflict[] = [];
  const statements = heard.map((document) => ({ document, value: document.value }));
  const merged = mergeObjects([], statements, conflicts, heard[0]?.label ?? '');
  return { effective: merged, conflicts, explain: (path) => explainPolicy(path, merged, heard) };
}

function withoutIdentity(document: PolicyDocument): PolicyDocument {
  const value = Object.fromEntries(Object.entries(document.value).filter(([key]) => !IDENTITY.includes(key)));
  return { label: document.label, value, locate: (path) => document.locate(path) };
}

type ObjectStatement = { readonly document: PolicyDocument; readonly value: JsonObject };

function mergeObjects(
  path: DocumentPath,
  statements: readonly ObjectStatement[],
  conflicts: PolicyConflict[],
  root: string,
): JsonObject {
  const keys = union(...statements.map(({ value }) => Object.keys(value).filter((key) => value[key] !== undefined)));
  const entries = keys.map((key): [string, unknown] => {
    const stated = statements.flatMap(({ document, value }) => {
      const own = Object.hasOwn(value, String(key)) ? value[String(key)] : undefined;
      return own === undefined ? [] : [{ document, value: own }];
    });
    return [String(key), mergeAt([...path, String(key)], stated, conflicts, root)];
  });
  return Object.fromEntries(entries);
}

function mergeAt(
  path: DocumentPath,
  statements: readonly Statement[],
  conflicts: PolicyConflict[],
  root: string,
): unknown {
  const rule = policyRuleAt(path);
  if (rule?.strategy === 'forbid') return keepRoot(path, statements, conflicts, root);
  if (rule?.strategy === 'strengthen') return keepStrictest(path, rule, statements, conflicts);
  if (rule?.strategy === 'extend') return extend(path, rule, statements, conflicts);
  const nearest = statements.at(-1)?.value;
  if (!isMapping(nearest)) return nearest;
  const objects = statements.filter((each): each is ObjectStatement => isMapping(each.value));
  return mergeObjects(path, objects, conflicts, root);
}

function keepRoot(
  path: DocumentPath,
  statements: readonly Statement[],
  conflicts: PolicyConflict[],
  root: string,
): unknown {
  const [first] = statements;
  for (const child of statements) {
    if (child.document.label === root || (child !== first && sameValue(first?.value, child.value))) continue;
    const parent = first && first !== child ? first : null;
    conflicts.push({ kind: 'forbidden', path, parent, child, demand: 'only the enterprise manifest states it' });
  }
  return first?.value;
}

function keepStrictest(
  path: DocumentPath,
  rule: PolicyRule,
  statements: readonly Statement[],
  conflicts: PolicyConflict[],
): unknown {
  return statements.reduce((standing, child) => {
    if (rule.strength?.holds(standing.value, child.value) || sameValue(standing.value, child.value)) return child;
    const demand = rule.strength?.demand(standing.value) ?? '';
    conflicts.push({ kind: 'weakened', path, parent: standing, child, demand });
    return standing;
  }).value;
}

function extend(
  path: DocumentPath,
  rule: PolicyRule,
  statements: readonly Statement[],
  conflicts: PolicyConflict[],
): unknown {
  return statements.reduce((standing, child) => {
    const [held, more] = [asList(standing.value), asList(child.value)];
    if (rule.ordered && !keepsOrder(held, more)) {
      const demand = `the order ${held.join(' < ')}`;
      conflicts.push({ kind: 'weakened', path, parent: standing, child, demand });
      return standing;
    }
    return { document: child.document, value: rule.key ? unionByKey(rule.key, held, more) : union(held, more) };
  }).value;
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The members that both lists hold stand in the same order in both. */
function keepsOrder(held: readonly unknown[], more: readonly unknown[]): boolean {
  const shared = more.filter((each) => held.includes(each));
  return sameValue(
    shared,
    held.filter((each) => shared.includes(each)),
  );
}

/** Members with the same key become one: lists inside it are united, other fields are the later one's. */
function unionByKey(key: string, held: readonly unknown[], more: readonly unknown[]): unknown[] {
  const out = [...held];
  for (const each of more) {
    const at = out.findIndex((other) => isMapping(other) && isMapping(each) && other[key] === each[key]);
    const other = out[at];
    if (!isMapping(other) || !isMapping(each)) out.push(each);
    else out[at] = joinMembers(other, each);
  }
  return out;
}

function joinMembers(a: JsonObject, b: JsonObject): JsonObject {
  const lists = Object.keys(b).filter((key) => Array.isArray(a[key]) && Array.isArray(b[key]));
  return { ...a, ...b, ...Object.fromEntries(lists.map((key) => [key, union(asList(a[key]), asList(b[key]))])) };
}
