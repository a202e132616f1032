import { manifestTests } from '../../compiler/document/dbt/manifest/manifestTests.js';
import type { DbtTest } from '../../compiler/document/dbt/project/project.js';
import { isMapping, texts, valueAt, type Mapping } from '../../compiler/values/json.js';

/** A table that dbt makes or reads. */
export interface DbtNode {
  /** `model.shop.orders`, `source.shop.raw.orders` */
  readonly id: string;
  readonly isSource: boolean;
  /** Its relation: database, schema and table, as far as they are stated. */
  readonly relation: string;
  /** The table's name alone. */
  readonly table: string;
  /** The output port that `meta.floe.port` names; null where it names none. */
  readonly port: string | null;
  /** Ids of the nodes that it is made of. */
  readonly from: readonly string[];
}

export interface DbtNodes {
  readonly nodes: ReadonlyMap<string, DbtNode>;
  /** The tests of a node by its id. */
  readonly tests: ReadonlyMap<string, readonly DbtTest[]>;
}

const TABLES = new Set(['model', 'snapshot', 'seed']);
const kindOf = (id: string): string => id.split('.')[0] ?? '';
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function nodeOf(id: string, fields: Mapping): DbtNode {
  const isSource = kindOf(id) === 'source';
  const table = textOf(fields[isSource ? 'identifier' : 'alias']) || textOf(fields['name']);
  const path = [textOf(fields['database']), textOf(fields['schema']), table].filter((part) => part !== '');
  const stated = valueAt(fields, ['config', 'meta', 'floe', 'port']) ?? valueAt(fields, ['meta', 'floe', 'port']);
  return {
    id,
    isSource,
    relation: path.map((part) => `"${part.replaceAll('"', '""')}"`).join('.'),
    table,
    port: textOf(stated) || null,
    from: texts(valueAt(fields, ['depends_on', 'nodes'])),
  };
}

const entriesOf = (value: unknown): [string, Mapping][] =>
  Object.entries(isMapping(value) ? value : {}).flatMap(([id, fields]) => (isMapping(fields) ? [[id, fields]] : []));

/** The tables and tests of a manifest. */
export function dbtNodes(manifest: Mapping): DbtNodes {
  const entries = entriesOf(manifest['nodes']);
  const tables = [...entries.filter(([id]) => TABLES.has(kindOf(id))), ...entriesOf(manifest['sources'])];
  return {
    nodes: new Map(tables.map(([id, fields]) => [id, nodeOf(id, fields)])),
    tests: manifestTests(entries.map(([id, fields]) => ({ id, kind: kindOf(id), fields }))),
  };
}
