import type { DocumentPath } from '../../source.js';
import type { Complaint } from './issues.js';
import { isMapping, valueAt } from '../../values/json.js';

type Condition = (document: unknown) => Complaint[];

const list = (document: unknown, path: DocumentPath): readonly unknown[] => {
  const value = valueAt(document, path);
  return Array.isArray(value) ? value : [];
};
const has = (value: unknown, key: string): boolean => isMapping(value) && Object.hasOwn(value, key);

/** The names in the list at `path` each stand once. */
function distinctNames(document: unknown, path: DocumentPath, what: string): Complaint[] {
  const seen = new Set<string>();
  return list(document, path).flatMap((item, index): Complaint[] => {
    const name = isMapping(item) ? item['name'] : undefined;
    if (typeof name !== 'string' || !seen.has(name)) {
      if (typeof name === 'string') seen.add(name);
      return [];
    }
    return [
      {
        code: 'DOCUMENT_DUPLICATE_NAME',
        path: [...path, index, 'name'],
        message: `Two ${what} have the name '${name}'`,
        hint: 'Rename one of the two',
      },
    ];
  });
}

/** Exactly one of the fields stands in the mapping at `path`. */
function oneOf(document: unknown, path: DocumentPath, fields: readonly string[], what: string): Complaint[] {
  const value = valueAt(document, path);
  if (!isMapping(value)) return [];
  const present = fields.filter((field) => has(value, field));
  if (present.length === 1) return [];
  const expected = `one of ${fields.join(', ')}`;
  if (present.length === 0)
    return [
      { code: 'DOCUMENT_MISSING_FIELD', path, message: `${what} says neither ${fields.join(' nor ')}`, expected },
    ];
  const last = present.at(-1) ?? '';
  return [
    {
      code: 'DOCUMENT_INVALID_VALUE',
      path: [...path, last],
      message: `${what} says both ${present.join(' and ')}`,
      expected,
    },
  ];
}

const without = (document: unknown, field: string, scope: string): Complaint[] =>
  has(document, field)
    ? [
        {
          code: 'DOCUMENT_INVALID_VALUE',
          path: [field],
          message: `'${field}' does not belong in ${scope}`,
          hint: 'Remove it, or correct metadata.scope',
        },
      ]
    : [];
const withField = (document: unknown, field: string, scope: string, expected: string): Complaint[] =>
  has(document, field)
    ? []
    : [{ code: 'DOCUMENT_MISSING_FIELD', path: [field], message: `Missing field '${field}' in ${scope}`, expected }];

/** What the scope of a manifest demands and forbids (ADR-0021, Three-Tier Configuration Hierarchy). */
function scopeConditions(document: unknown): Complaint[] {
  const scope = valueAt(document, ['metadata', 'scope']);
  if (scope === 'domain') {
    return [
      ...withField(
        document,
        'parent',
        'a manifest of scope domain',
        'parent.ref, the enterprise manifest it inherits from',
      ),
      ...withField(document, 'domain', 'a manifest of scope domain', 'domain.name and domain.namespace'),
      ...without(document, 'domains', 'a manifest of scope domain'),
    ];
  }
  if (scope !== undefined && scope !== 'enterprise') return [];
  const what =
    scope === 'enterprise' ? 'a manifest of scope enterprise' : 'a manifest without scope (a centralized platform)';
  // An enterprise may name the domain of its own products.
  return (scope === 'enterprise' ? ['parent'] : ['parent', 'domain']).flatMap((field) =>
    without(document, field, what),
  );
}

function extraPolicies(document: unknown): Complaint[] {
  return list(document, ['domains']).flatMap((domain, index) => {
    const policies = isMapping(domain) ? domain['extra_policies'] : undefined;
    return Object.entries(isMapping(policies) ? policies : {}).flatMap(([key, value]): Complaint[] =>
      !key.endsWith('_approved') || (Array.isArray(value) && value.every((each) => typeof each === 'string'))
        ? []
        : [
            {
              code: 'DOCUMENT_INVALID_VALUE',
              path: ['domains', index, 'extra_policies', key],
              message: `'${key}' is no list of plugins`,
              expected: 'a list of plugins, such as [snowflake]',
            },
          ],
    );
  });
}

export const manifestConditions: Condition = (document) => [
  ...scopeConditions(document),
  ...distinctNames(document, ['domains'], 'domains'),
  ...distinctNames(document, ['catalog_structure', 'namespaces'], 'namespaces'),
  ...extraPolicies(document),
];

export const productConditions: Condition = (document) => [
  ...(has(document, 'domain') && has(document, 'platform')
    ? oneOf(document, [], ['domain', 'platform'], 'The product')
    : []),
  ...distinctNames(document, ['output_ports'], 'output ports'),
  ...distinctNames(document, ['input_ports'], 'input ports'),
  ...list(document, ['output_ports']).flatMap((port, index) => [
    ...(has(port, 'schema')
      ? oneOf(document, ['output_ports', index, 'schema'], ['ref', 'columns'], 'The schema')
      : []),
    ...distinctNames(document, ['output_ports', index, 'schema', 'columns'], 'columns'),
    ...list(document, ['output_ports', index, 'access', 'grants']).flatMap((_, grant) =>
      oneOf(document, ['output_ports', index, 'access', 'grants', grant], ['domain', 'role', 'product'], 'The grant'),
    ),
  ]),
];

export const contractConditions: Condition = (document) => distinctNames(document, ['schema', 'columns'], 'columns');
