import type { Diagnostic } from '../../diagnostic.js';
import { finding } from '../../document/yaml/finding.js';
import { mappingOf } from '../../document/dbt/project/values.js';
import type { YamlDocument } from '../../document/yaml/yaml.js';
import type { DocumentPath } from '../../source.js';
import { isMapping, type Mapping } from '../../values/json.js';

/** The name of the definition that a field refers to: of `#/definitions/order_id`, `order_id`. */
export const definitionOf = (reference: unknown): string | null =>
  /^#\/definitions\/([^/]+)$/.exec(typeof reference === 'string' ? reference : '')?.[1] ?? null;

/** Every `$ref` of the fields of models and definitions that leads to no definition: its field would have no type. */
export function brokenReferences(document: YamlDocument): Diagnostic[] {
  const { models, definitions } = mappingOf(document.value);
  const known = mappingOf(definitions);
  const tops = Object.entries(mappingOf(models)).map(([name, model]) => ({
    path: ['models', name, 'fields'],
    fields: mappingOf(mappingOf(model)['fields']),
  }));
  const fields = [...tops, { path: ['definitions'], fields: known }].flatMap((each) =>
    fieldsOf(each.fields, each.path),
  );
  return fields.flatMap(({ field, path }): Diagnostic[] => {
    const reference = field['$ref'];
    const why = reference === undefined ? null : broken(reference, known);
    if (why === null) return [];
    const message = `'${String(reference)}' ${why}`;
    const expected = "$ref: '#/definitions/<name>' of a definition in this document";
    const hint = 'Write the definition into `definitions`, or the type in place of the `$ref`';
    const location = document.locate([...path, '$ref']);
    return [finding({ code: 'PORT_SCHEMA_INVALID', message, expected, hint, location })];
  });
}

interface Field {
  readonly field: Mapping;
  readonly path: DocumentPath;
}

/** The fields of an object and all fields within them. */
function fieldsOf(fields: Mapping, path: DocumentPath): Field[] {
  return Object.entries(fields).flatMap(([name, field]) => within(field, [...path, name]));
}

function within(field: unknown, path: DocumentPath): Field[] {
  if (!isMapping(field)) return [];
  const parts = ['items', 'keys', 'values'].flatMap((part) => within(field[part], [...path, part]));
  return [{ field, path }, ...parts, ...fieldsOf(mappingOf(field['fields']), [...path, 'fields'])];
}

/** What is wrong with a reference; null where it leads, over any others, to a definition that refers no further. */
function broken(reference: unknown, definitions: Mapping): string | null {
  const seen = new Set<string>();
  for (let next: unknown = reference; next !== undefined;) {
    const name = definitionOf(next);
    if (name === null) return 'leads out of the document, where nothing is read';
    const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    if (!isMapping(definition)) return 'leads to no definition';
    if (seen.has(name)) return 'leads back to itself';
    seen.add(name);
    next = definition['$ref'];
  }
  return null;
}
