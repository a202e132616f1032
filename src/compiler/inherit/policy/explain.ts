import type { MergeStrategy, PolicyOrigin, PolicyStep } from '../../artifact.js';
import type { DocumentPath, SourceLocation } from '../../source.js';
import { isMapping, sameValue, valueAt, type JsonObject } from '../../values/json.js';
import { parsePath, pathText } from './policyPath.js';
import { strategyAt } from './strategies.js';
import type { PolicyDocument } from './policyDocument.js';

/**
 * Where the effective value at a path comes from: every manifest that states it, root first. A path may end inside a
 * list (`required_tests[2]`); then the chain holds the manifests whose own list has that member. null where no
 * manifest states the path.
 */
export function explainPolicy(
  text: string,
  effective: JsonObject,
  documents: readonly PolicyDocument[],
): PolicyOrigin | null {
  const path = parsePath(text);
  const value = path.length === 0 ? undefined : valueAt(effective, path);
  if (value === undefined) return null;
  const chain = documents.flatMap((document) => stepOf(document, path, effective));
  const strategy = strategyAt(path);
  const source = decidingStep(chain, value, strategy);
  return source ? { path: pathText(path), value, manifest: source.manifest, strategy, chain } : null;
}

function stepOf(document: PolicyDocument, path: DocumentPath, effective: JsonObject): PolicyStep[] {
  const own = pathInDocument(document, path, effective);
  const value = own ? valueAt(document.value, own) : undefined;
  if (!own || value === undefined) return [];
  return [{ manifest: document.label, value, location: placeOf(document, own) }];
}

function placeOf(document: PolicyDocument, path: DocumentPath): SourceLocation | null {
  const at = document.locate(path);
  return at ? { file: at.file, line: at.line, column: at.column } : null;
}

/** A merged list's member stands at another index in each document: finds it there by its value (or its name). */
function pathInDocument(document: PolicyDocument, path: DocumentPath, effective: JsonObject): DocumentPath | null {
  const own: (string | number)[] = [];
  for (const [i, segment] of path.entries()) {
    if (typeof segment !== 'number') {
      own.push(segment);
      continue;
    }
    const list = valueAt(document.value, own);
    const member = valueAt(effective, path.slice(0, i + 1));
    const index = Array.isArray(list) ? list.findIndex((each) => sameMember(each, member)) : -1;
    if (index < 0) return null;
    own.push(index);
  }
  return own;
}

function sameMember(a: unknown, b: unknown): boolean {
  return sameValue(a, b) || (isMapping(a) && isMapping(b) && 'name' in a && a['name'] === b['name']);
}

/** The step that the standing value comes from: the first to state it where strength decides, else the nearest. */
function decidingStep(chain: readonly PolicyStep[], value: unknown, strategy: MergeStrategy): PolicyStep | undefined {
  const decidedByStrength = strategy === 'strengthen' || strategy === 'forbid';
  return (decidedByStrength ? chain.find((step) => sameValue(step.value, value)) : undefined) ?? chain.at(-1);
}
