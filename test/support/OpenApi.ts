import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

type Json = Record<string, unknown>;

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Json;
}

interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly Json[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Json };
  readonly responses: Record<string, Json>;
}

interface Document {
  readonly paths: Record<string, Record<string, Operation> & { parameters?: readonly Json[] }>;
  readonly components: { readonly schemas: Record<string, Json> };
}

/** A request as a server got it. */
export interface Requested {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** `application/json` */
  readonly type: string | null;
  readonly body: unknown;
}

/** An operation of the document that a request is one of, with what its path says. */
export interface Matched {
  readonly id: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** What of the request the document does not allow. */
  readonly problems: readonly string[];
}

interface Discriminated extends Json {
  readonly discriminator: { readonly propertyName: string; readonly mapping?: Record<string, string> };
}

const isDiscriminated = (schema: Json): schema is Discriminated =>
  (schema['discriminator'] as { mapping?: unknown } | undefined)?.mapping !== undefined &&
  schema['oneOf'] === undefined &&
  schema['anyOf'] === undefined;

const nameIn = (ref: string): string => ref.split('/').at(-1) ?? '';

/**
 * Gives every schema that has a mapping but no `oneOf` the one that it means: a validator takes any `privilege` otherwise,
 * for nothing leads from GrantResource to what it is.
 */
function close({ components: { schemas } }: Document): void {
  for (const [name, schema] of Object.entries(schemas).filter(([, each]) => isDiscriminated(each))) {
    const { discriminator, ...base } = schema as Discriminated;
    const { propertyName, mapping = {} } = discriminator;
    schemas[`${name}Base`] = base;
    for (const kind of Object.values(mapping).map(nameIn)) {
      const text = JSON.stringify(schemas[kind]);
      schemas[kind] = JSON.parse(
        text.replaceAll(`"#/components/schemas/${name}"`, `"#/components/schemas/${name}Base"`),
      ) as Json;
    }
    schemas[name] = {
      oneOf: Object.entries(mapping).map(([value, $ref]) => ({
        allOf: [{ $ref }, { properties: { [propertyName]: { const: value } }, required: [propertyName] }],
      })),
    };
  }
}

const pointer = (parts: readonly string[]): string =>
  parts.map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

/** An OpenAPI document by which requests and answers are judged. */
export class OpenApi {
  private readonly ajv = addFormats.default(new Ajv({ strict: false, allErrors: true, coerceTypes: false }));
  private readonly document: Document;
  private readonly compiled = new Map<string, ValidateFunction>();
  private readonly templates: readonly { readonly path: string; readonly matches: RegExp }[];

  /** The document of a file, read once for all. */
  static of(file: string): OpenApi {
    const read = OpenApi.read.get(file) ?? new OpenApi(file);
    OpenApi.read.set(file, read);
    return read;
  }
  private static readonly read = new Map<string, OpenApi>();

  private constructor(file: string) {
    this.document = parse(readFileSync(file, 'utf8')) as Document;
    close(this.document);
    this.ajv.addSchema(this.document, 'api');
    this.templates = Object.keys(this.document.paths).map((path) => ({
      path,
      matches: new RegExp(
        `^${path.replace(/\{([\w-]+)\}/g, (_, name: string) => `(?<${name.replaceAll('-', '_')}>[^/]+)`)}$`,
      ),
    }));
  }

  /** The operation that a request is, judged; null where there is none of its path and method. */
  match(requested: Requested): Matched | null {
    const found = this.templates.find(
      ({ path, matches }) => matches.test(requested.path) && this.methodOf(path, requested),
    );
    if (!found) return null;
    const operation = this.methodOf(found.path, requested) as Operation;
    const parameters = Object.fromEntries(
      Object.entries(found.matches.exec(requested.path)?.groups ?? {}).map(([name, text]) => [
        name,
        decodeURIComponent(text),
      ]),
    );
    const id = operation.operationId ?? `${requested.method} ${found.path}`;
    const problems = [
      ...this.parameterProblems(found.path, operation, { ...requested.query, ...parameters }),
      ...this.bodyProblems(found.path, operation, requested),
    ];
    return { id, parameters, problems };
  }

  /** What of a value a schema of `components` does not allow. */
  problemsOf(schema: string, value: unknown): string[] {
    return this.judge(`api#/components/schemas/${schema}`, schema, value);
  }

  private methodOf(path: string, { method }: Requested): Operation | undefined {
    return this.document.paths[path]?.[method.toLowerCase()];
  }

  private parameterProblems(path: string, { parameters = [] }: Operation, given: Json): string[] {
    const all = [...(this.document.paths[path]?.parameters ?? []), ...parameters].map((each) => this.resolve(each));
    const unknown = Object.keys(given).filter((name) => !all.some((each) => each.name === name));
    return [
      ...unknown.map((name) => `the parameter ${name} is none of ${path}`),
      ...all.flatMap(({ name, in: place, required, schema }) => {
        if (given[name] === undefined) return required && place !== 'header' ? [`${name} is missing`] : [];
        const integer = schema['type'] === 'integer' || schema['type'] === 'boolean';
        const value: unknown = integer ? JSON.parse(String(given[name])) : given[name];
        return this.judge({ ...schema, ...this.resolve<Json>(schema) }, name, value);
      }),
    ];
  }

  private bodyProblems(path: string, { requestBody }: Operation, { method, type, body }: Requested): string[] {
    if (!requestBody) return body === null ? [] : ['it has no body'];
    if (body === null) return requestBody.required ? ['its body is missing'] : [];
    if (type === null || !(type in requestBody.content))
      return [`${type} is none of ${Object.keys(requestBody.content).join(', ')}`];
    const place = ['paths', path, method.toLowerCase(), 'requestBody', 'content', type, 'schema'];
    return this.judge(`api#${pointer(place)}`, 'body', body);
  }

  private resolve<T = Parameter>(each: Json): T {
    const { $ref } = each;
    if (typeof $ref !== 'string') return each as T;
    const parts = $ref.slice(2).split('/');
    return parts.reduce<unknown>((at, part) => (at as Json)[part], this.document) as T;
  }

  private judge(schema: string | Json, called: string, value: unknown): string[] {
    const key = typeof schema === 'string' ? schema : JSON.stringify(schema);
    const { $ref: _ref, ...own } = typeof schema === 'string' ? {} : schema;
    const validate = this.compiled.get(key) ?? this.ajv.compile(typeof schema === 'string' ? { $ref: schema } : own);
    this.compiled.set(key, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message }) => `${called}${instancePath} ${message}`);
  }
}
