import type { ManifestNode } from './manifestNodes.js';
import type { DbtTest } from '../project/project.js';
import { refsIn } from '../project/sqlReferences.js';
import { standingName } from '../project/versionName.js';
import { listOf, mappingOf, splitName, textOf } from '../project/values.js';
import { valueAt, type Mapping } from '../../../values/json.js';

/** The generic tests among a manifest's nodes, by the id of the node they test. Singular tests test no one model. */
export function manifestTests(nodes: readonly ManifestNode[]): Map<string, DbtTest[]> {
  const byNode = new Map<string, DbtTest[]>();
  for (const node of nodes) {
    if (node.kind !== 'test' || valueAt(node.fields, ['config', 'enabled']) === false) continue;
    const test = testOf(node);
    const tested = test && testedNode(node);
    if (!test || !tested) continue;
    const known = byNode.get(tested);
    if (known) known.push(test);
    else byNode.set(tested, [test]);
  }
  return byNode;
}

/**
 * `attached_node` says it since v9. Before, a test depends on what it tests, and a relationships test on the other side
 * as well: then the model that `kwargs.model` names is meant.
 */
function testedNode({ fields }: ManifestNode): string | null {
  const attached = textOf(fields['attached_node']);
  if (attached) return attached;
  const ids = listOf(valueAt(fields, ['depends_on', 'nodes'])).filter((id) => typeof id === 'string');
  const name = refsIn(textOf(valueAt(fields, ['test_metadata', 'kwargs', 'model'])) ?? '')[0]?.name;
  const tested = name === undefined ? null : standingName(name, new Set());
  return ids.find((id) => id.split('.')[2] === tested) ?? ids.at(-1) ?? null;
}

const NO_ARGUMENTS = {};
/** What dbt itself adds to the arguments of a test, and where since dbt 1.10 the others may stand. */
const ADDED: ReadonlySet<string> = new Set(['model', 'column_name', 'arguments']);

/** Most tests have none: they share one empty object. */
function argumentsOf(kwargs: Mapping): Mapping {
  const nested = mappingOf(kwargs['arguments']);
  if (Object.keys(nested).length === 0 && Object.keys(kwargs).every((key) => ADDED.has(key))) return NO_ARGUMENTS;
  const { model: _, column_name: __, arguments: ___, ...rest } = kwargs;
  return { ...rest, ...nested };
}

function testOf({ id, fields }: ManifestNode): DbtTest | null {
  const metadata = mappingOf(fields['test_metadata']);
  const name = textOf(metadata['name']);
  if (name === null) return null;
  const kwargs = mappingOf(metadata['kwargs']);
  const given = argumentsOf(kwargs);
  const split = splitName(name);
  return {
    id,
    name: split.name,
    package: textOf(metadata['namespace']) ?? split.package,
    column: textOf(fields['column_name']) ?? textOf(kwargs['column_name']) ?? textOf(given['column_name']),
    arguments: given,
    ownName: null,
    where: textOf(given['row_condition']) ?? textOf(valueAt(fields, ['config', 'where'])),
  };
}
