import { lt } from 'semver';
import type { DocumentPath } from '../../source.js';
import { listOf, mappingOf } from '../../document/dbt/project/values.js';
import type { Newer } from '../common/editions.js';
import { EXCLUSIVE } from './logicalTypeOptions.js';
import { isMapping, type Mapping } from '../../values/json.js';

/** What a document writes in a form that its version does not know yet, though it knows the field. */
export function newerForms(document: Mapping, version: string): Newer[] {
  const is30 = lt(version, 'v3.1.0');
  return [
    ...(is30 && isMapping(document['team']) ? [{ path: ['team'], what: "'team' as a mapping", since: 'v3.1.0' }] : []),
    ...(lt(version, 'v3.2.0') ? portsAsTexts(document) : []),
    ...(is30 ? below(document, ['schema']) : []),
  ];
}

const portsAsTexts = (document: Mapping): Newer[] =>
  listOf(document['servers']).flatMap((server, index) =>
    typeof mappingOf(server)['port'] === 'string'
      ? [{ path: ['servers', index, 'port'], what: "'port' as a text", since: 'v3.2.0' }]
      : [],
  );

/** The rules and bounds of whatever stands in a list of schema objects or properties, to any depth. */
const below = (owner: Mapping, path: DocumentPath): Newer[] =>
  listOf(owner[String(path.at(-1))]).flatMap((each, index) => (isMapping(each) ? formsOf(each, [...path, index]) : []));

const formsOf = (element: Mapping, path: DocumentPath): Newer[] => [
  ...listOf(element['quality']).flatMap((rule, index) => ruleForm(mappingOf(rule), [...path, 'quality', index])),
  ...exclusiveBounds(mappingOf(element['logicalTypeOptions']), [...path, 'logicalTypeOptions']),
  ...below(element, [...path, 'properties']),
  ...(isMapping(element['items']) ? formsOf(element['items'], [...path, 'items']) : []),
];

/** 3.0 asked for `rule` of every rule that was of the library, which a rule without a type was too. */
function ruleForm({ type = 'library', rule, metric }: Mapping, path: DocumentPath): Newer[] {
  if (type !== 'library' || rule !== undefined) return [];
  return [
    metric === undefined
      ? { path: [...path, 'rule'], what: "A quality rule without 'rule'", since: 'v3.1.0' }
      : { path: [...path, 'metric'], what: "'metric'", since: 'v3.1.0' },
  ];
}

const exclusiveBounds = (options: Mapping, path: DocumentPath): Newer[] =>
  EXCLUSIVE.filter((name) => options[name] !== undefined && typeof options[name] !== 'boolean').map((name) => ({
    path: [...path, name],
    what: `'${name}' as a bound of its own`,
    since: 'v3.1.0',
  }));
