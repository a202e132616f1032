import { valueAt, type Mapping } from '../shape.js';
import type { DbtTest } from './project.js';
import { listOf, mappingOf, splitName, textOf } from './values.js';

/** The generic tests among a manifest's nodes, by the id of the node they test. Singular tests test no one model. */
export function manifestTests(nodes: readonly Mapping[]): Map<string, DbtTest[]> {
  const byNode = new Map<string, DbtTest[]>();
  for (const node of nodes) {
    const tested = node['resource_type'] === 'test' ? testedNode(node) : null;
    const test = testOf(node);
    if (tested === null || test === null || valueAt(node, ['config', 'enabled']) === false) continue;
    byNode.set(tested, [...(byNode.get(tested) ?? []), test]);
  }
  return byNode;
}

/**
 * `attached_node` says it since v9. Before, a test depends on what it tests, and a relationships test on the other side
 * as well: then the model that `kwargs.model` names is meant.
 */
function testedNode(node: Mapping): string | null {
  const attached = textOf(node['attached_node']);
  if (attached) return attached;
  const ids = listOf(valueAt(node, ['depends_on', 'nodes'])).filter((id) => typeof id === 'string');
  const model = textOf(valueAt(node, ['test_metadata', 'kwargs', 'model'])) ?? '';
  const [, name] = /\bref\(\s*['"](?:[^'"]+['"]\s*,\s*['"])?([^'"]+)['"]/.exec(model) ?? [];
  return ids.find((id) => name !== undefined && id.split('.')[2] === name) ?? ids.at(-1) ?? null;
}

function testOf(node: Mapping): DbtTest | null {
  const metadata = mappingOf(node['test_metadata']);
  const name = textOf(metadata['name']);
  if (name === null) return null;
  const { model: _, column_name: named, arguments: nested, ...rest } = mappingOf(metadata['kwargs']);
  return {
    ...splitName(name),
    package: textOf(metadata['namespace']) ?? splitName(name).package,
    column: textOf(node['column_name']) ?? textOf(named),
    arguments: { ...rest, ...mappingOf(nested) },
  };
}
