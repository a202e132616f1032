import { z } from 'zod';
import {
  duration,
  email,
  manifestRef,
  name,
  namespace,
  percentage,
  portRef,
  relativePath,
  table,
  version,
} from '../../src/compiler/document/shape/fields.js';
import { schemaFiles } from '../schemas.js';

/** docs/documents.md: the fields of the three document kinds, printed from the JSON Schemas. */
interface Schema {
  readonly title?: string;
  readonly type?: string;
  readonly pattern?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const HEAD = `# The documents

Three kinds of YAML document describe a mesh. All begin with \`apiVersion: floe.dev/v1\` and \`kind\`. The tables below are
printed from the same schemas that the compiler reads with (\`npm run generate\`); editors can use the JSON Schemas in
\`schemas/\`:

\`\`\`yaml
# yaml-language-server: $schema=https://example.invalid/floe-catalog/schemas/data-product.schema.json
\`\`\`

(put the path of your copy in place of the address).

What holds for every field:

- A field that is not listed is an error, with the field that was probably meant: a misspelt policy would be no policy.
- Every finding names file, line and column. docs/diagnostics.md lists the codes (\`DOCUMENT_...\`).
- **Versions** are semantic versions in quotes: YAML reads \`version: 1.0\` as a number, and says so.
- **Durations** are written \`90m\`, \`6h\`, \`7d\`, \`1d12h\` or as ISO 8601 (\`PT6H\`); never months or years, which have no fixed length.
- **Percentages** are written \`99.9%\`, \`"99.9"\` or \`99.9\`, from 0 to 100.
- **Names** of domains, products and ports are lower-case letters, digits, \`-\` and \`_\`; \`domain.product.port\` names an output port.
- **Refs** to manifests are \`oci://host/path:vX.Y.Z\` (a shorter tag means the highest published version under it) or
  \`name@version\` of this catalog (decision 10).
- Anchors, aliases and merge keys (\`<<\`) may be used; several documents in one file, tags, and keys that stand twice may not.
- In a path, \`[]\` is each item of a list, \`<name>\` a key that the document chooses.
`;

const INTRO: Readonly<Record<string, string>> = {
  Manifest: `A platform's policies: of the enterprise (\`scope: enterprise\`), of a domain that inherits from it (\`scope: domain\`, with
\`parent\` and \`domain\`), or of a centralized platform (no scope). See docs/inheritance.md for how they merge. The
\`platform-manifest.yaml\` in the folder of a centralized product may leave out \`apiVersion\`, \`kind\` and \`metadata\`.

Examples: \`examples/acme/enterprise-manifest.yaml\`, \`examples/acme/domains/*/domain-manifest.yaml\`.`,
  DataProduct: `The unit of publication: ports, promises, dependencies. It names its domain's manifest (\`domain.ref\`, data mesh) or the
platform's (\`platform.ref\`, centralized), or neither where a \`platform-manifest.yaml\` lies beside it. A grant names exactly
one of domain, role and product; a port's schema is either a \`ref\` or \`columns\`.

Examples: \`examples/acme/domains/*/products/*/data-product.yaml\`.`,
  DataContract: `What a consumer may rely on. Contracts are established by publishing a product with a data-product input port; the
document is what \`floe contracts describe\` prints. See docs/contracts.md.

Example: \`examples/acme/contracts/marketing-to-sales-customer-interactions.yaml\`.`,
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text: string): string => (text === '' ? '' : `\`${text}\``);

const printed = (schema: z.ZodType): Schema => z.toJSONSchema(schema, { target: 'draft-7' }) as Schema;

/** A percentage is a text or a number; of any other choice each option is said. */
const PERCENTAGE = JSON.stringify(printed(percentage()).anyOf);
const choiceOf = (options: readonly Schema[]): string =>
  JSON.stringify(options) === PERCENTAGE ? 'percentage' : options.map(typeOf).join(' or ');

/** What a text of a given pattern is called. */
const FORMS = new Map(
  Object.entries({
    name: name(),
    version: version(),
    duration: duration(),
    'e-mail address': email(),
    'ref to a manifest': manifestRef(),
    'output port': portRef(),
    table: table(),
    namespace: namespace(),
    path: relativePath(),
  }).map(([word, schema]) => [printed(schema).pattern, word]),
);

/** The name of a definition that a schema refers to: a column, an element. */
const referred = ({ $ref }: Schema): string | null => $ref?.split('/').at(-1) ?? null;

function typeOf(schema: Schema): string {
  const name = referred(schema) ?? (schema.allOf?.[0] && referred(schema.allOf[0]));
  if (name) return name;
  const form = schema.pattern === undefined ? undefined : FORMS.get(schema.pattern);
  if (form) return form;
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return schema.enum.map(code).join(', ');
  if (schema.title !== undefined) return schema.title;
  if (schema.anyOf) return choiceOf(schema.anyOf);
  if (schema.oneOf) return 'mapping';
  if (schema.type === 'array')
    return schema.items?.type === 'object' || !schema.items
      ? 'list'
      : `list of ${typeOf(schema.items)}${referred(schema.items) ? 's' : ''}`;
  return (
    { object: 'mapping', string: 'text', boolean: 'true or false', integer: 'whole number' }[schema.type ?? ''] ??
    schema.type ??
    'anything'
  );
}

const example = ({ examples, const: only }: Schema): string => {
  const [first] = examples ?? [];
  if (first === undefined || only !== undefined) return '';
  return code(typeof first === 'string' ? first : JSON.stringify(first));
};

function rowsOf(name: string, schema: Schema, required: boolean): string[] {
  const need = required ? 'yes' : schema.default === undefined ? '' : `default ${code(JSON.stringify(schema.default))}`;
  const row = `| ${code(name)} | ${typeOf(schema)} | ${need} | ${cell(schema.description ?? '')} | ${cell(example(schema))} |`;
  return [row, ...childRows(name, schema)];
}

function childRows(name: string, schema: Schema): string[] {
  const at = (key: string): string => (name === '' ? key : `${name}.${key}`);
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, each]) =>
    rowsOf(at(key), each, schema.required?.includes(key) ?? false),
  );
  const [pattern, free] = Object.entries(schema.patternProperties ?? {})[0] ?? [];
  const patterned =
    pattern !== undefined && free
      ? rowsOf(at(pattern.includes('_layer') ? '<layer>_layer' : '<level>'), free, false)
      : [];
  const values = schema.additionalProperties;
  const any =
    typeof values === 'object' && !pattern && Object.keys(values).length > 0 ? rowsOf(at('<name>'), values, false) : [];
  const options = (schema.oneOf ?? []).flatMap((option) => childRows(name, option));
  const items = schema.items?.properties ? childRows(`${name}[]`, schema.items) : [];
  return [...own, ...patterned, ...any, ...options, ...items];
}

const TABLE = '| Field | Type | Required | Meaning | Example |\n|---|---|---|---|---|';

/** The columns of a port or contract, once for all kinds. */
function columnsSection(schemas: readonly Schema[]): string {
  const column = schemas.map(({ definitions }) => definitions?.['column']).find((each) => each !== undefined) ?? {};
  return `## Columns\n\nWhat stands in \`schema.columns\`, and in the \`fields\` of an object. An element (\`items\`, \`keys\`, \`values\`) is
a column without \`name\`, \`id\`, \`aliases\` and \`renamed_from\`.\n\n${TABLE}\n${childRows('', column).join('\n')}\n`;
}

/** The page's text. */
export function documentsPage(): string {
  const schemas = schemaFiles().map(({ path: file, content }) => ({ file, schema: JSON.parse(content) as Schema }));
  const sections = schemas.map(({ file, schema }) => {
    const kind = schema.title?.split(' ')[0] ?? '';
    const rows = childRows('', schema).join('\n');
    return `## ${kind}\n\n${INTRO[kind] ?? ''}\n\nJSON Schema: \`${file}\`.\n\n${TABLE}\n${rows}\n`;
  });
  return [HEAD, ...sections, columnsSection(schemas.map(({ schema }) => schema))].join('\n');
}
