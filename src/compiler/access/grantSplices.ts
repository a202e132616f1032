import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Splice } from '../migrate/migration/journal.js';
import { isMapping, valueAt } from '../values/json.js';
import { statedGrant, type NewGrant } from './newGrant.js';
import { endOf, ownPair, startOf, YamlStyle } from './yamlStyle.js';

/** The port of this name with the list that it stands in; null where the text has none as a mapping. */
function portNode(document: Document, port: string): { readonly list: YAMLSeq; readonly item: YAMLMap } | null {
  const follow = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const list = isMap(document.contents) ? follow(ownPair(document.contents, 'output_ports')?.value) : null;
  if (!isSeq(list)) return null;
  for (const each of list.items) {
    const item = follow(each);
    if (!isMap(item)) continue;
    const name = ownPair(item, 'name')?.value;
    if (isScalar(name) && name.value === port) return { list, item };
  }
  return null;
}

function styleOf(text: string, document: Document, list: YAMLSeq, item: YAMLMap): YamlStyle {
  const root = document.contents as YAMLMap;
  const style = new YamlStyle(text, 2, false);
  const [first] = item.items;
  const quoted = item.flow === true && isScalar(first?.key) && first.key.type === 'QUOTE_DOUBLE';
  const key = startOf(ownPair(root, 'output_ports')?.key);
  const dash = list.flow === true ? 2 : style.columnOf(startOf(list)) - style.columnOf(key);
  return new YamlStyle(text, dash >= 0 && dash <= 8 ? dash : 2, quoted);
}

/** Behind the last thing within the braces or brackets of a node, or behind the opening one of an empty. */
function within(node: YAMLMap | YAMLSeq, text: string): Splice {
  const last = node.items.at(-1);
  if (last === undefined) return { at: startOf(node) + 1, length: 0, text };
  const end = isMap(node)
    ? Math.max(endOf((last as { value: unknown }).value), endOf((last as { key: unknown }).key))
    : endOf(last);
  return { at: end, length: 0, text: `, ${text}` };
}

/** More grants in a list of them. */
function inGrants(list: YAMLSeq, grants: readonly NewGrant[], style: YamlStyle): Splice {
  const last = list.items.at(-1);
  if (list.flow === true || last === undefined)
    return within(list, grants.map((grant) => style.flow(statedGrant(grant))).join(', '));
  const oneLine = isMap(last) && last.flow === true;
  return style.linesAfter(endOf(last), style.items(grants, style.columnOf(startOf(list)), oneLine));
}

/** Grants in an access block that the port states itself; null where it does not lend itself to that. */
function inAccess(access: YAMLMap, grants: readonly NewGrant[], style: YamlStyle): Splice | null {
  const stated = ownPair(access, 'grants');
  if (isSeq(stated?.value)) return inGrants(stated.value, grants, style);
  const [first] = access.items;
  if (stated || ownPair(access, '<<')) return null;
  if (access.flow === true || first === undefined)
    return within(access, style.flowPair('grants', grants.map(statedGrant)));
  return style.linesAfter(endOf(access), style.grantsBlock(grants, style.columnOf(startOf(first.key))));
}

/** All that is granted, in one line: what is shared with others by an anchor is written out. */
function wholeAccess(standing: unknown, grants: readonly NewGrant[]): object {
  const own = isMapping(standing) ? standing : {};
  const listed: unknown[] = Array.isArray(own['grants']) ? own['grants'] : [];
  return { ...own, grants: [...listed, ...grants.map(statedGrant)] };
}

/**
 * The change of a document's text that adds grants to an output port; all else keeps its bytes. `standing`: the access
 * that the document gives the port, merged and with its aliases followed; undefined where none. null where the text has
 * no such port.
 */
export function grantSplice(text: string, port: string, grants: readonly NewGrant[], standing: unknown): Splice | null {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent', merge: false });
  const found = document.errors.length > 0 ? null : portNode(document, port);
  if (!found) return null;
  const { list, item } = found;
  const style = styleOf(text, document, list, item);
  const pair = ownPair(item, 'access');
  const written = isMap(pair?.value) ? inAccess(pair.value, grants, style) : null;
  if (written) return written;
  const whole = wholeAccess(standing, grants);
  if (pair) {
    const [at, end] = [startOf(pair.value), endOf(pair.value)];
    const gap = text[at - 1] === ':' ? ' ' : '';
    return { at, length: end - at, text: `${gap}${style.flow(whole)}` };
  }
  if (item.flow === true) return within(item, style.flowPair('access', whole));
  const column = style.columnOf(startOf(item.items[0]?.key));
  const lines =
    standing === undefined
      ? style.accessBlock(grants, column)
      : [`${' '.repeat(column)}${style.flowPair('access', whole)}`];
  return style.linesAfter(endOf(item), lines);
}

/** Where the port stands in the list of a document's values; -1 where it does not. */
export function portIndex(value: unknown, port: string): number {
  const ports = valueAt(value, ['output_ports']);
  return Array.isArray(ports) ? ports.findIndex((each) => valueAt(each, ['name']) === port) : -1;
}
