import type { Severity } from '../diagnostic.js';

/** What docs/diagnostics.md and the `diagnosticRules` query say of a code. */
export interface DocumentRule {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  readonly example: { readonly bad: string; readonly good: string };
  readonly mend: string;
}

const rule = (code: string, title: string, why: string, bad: string, good: string, mend: string): DocumentRule => ({
  code,
  severity: 'error',
  title,
  why,
  example: { bad, good },
  mend,
});

/** Every code that reading a document can give, in the order in which they are documented. */
export const documentRules: readonly DocumentRule[] = [
  rule(
    'DOCUMENT_SYNTAX',
    'The document is not well-formed YAML.',
    'Nothing can be read from a document whose structure is unclear.',
    'metadata: {name: customer-360',
    'metadata: {name: customer-360}',
    'Mend the YAML at the place shown.',
  ),
  rule(
    'DOCUMENT_EMPTY',
    'The document holds nothing.',
    'An empty file is a mistake in the path or the upload more often than a wish.',
    '# nothing but a comment',
    'apiVersion: floe.dev/v1',
    'Write the document, or name the file that holds it.',
  ),
  rule(
    'DOCUMENT_DUPLICATE_KEY',
    'A key stands twice in one mapping.',
    'YAML readers keep one of the two without a word, and not all the same one.',
    'name: a\nname: b',
    'name: a',
    'Remove one of the two.',
  ),
  rule(
    'DOCUMENT_TOO_LARGE',
    'The document is nested too deep, or its aliases unfold to too much.',
    'A few lines of nested aliases can unfold to more than any machine holds.',
    'a: &a [*a]',
    'a: [1]',
    'Write the values out, or nest less.',
  ),
  rule(
    'DOCUMENT_WRONG_KIND',
    'The document is of another kind than the one expected.',
    'Manifests, products and contracts are published by different doors.',
    'kind: DataContract',
    'kind: DataProduct',
    'Hand in the right file, or correct `kind`.',
  ),
  rule(
    'DOCUMENT_UNSUPPORTED_VERSION',
    'The apiVersion is not one that this catalog reads.',
    'A document of another version may mean other things by the same fields.',
    'apiVersion: floe.dev/v9',
    'apiVersion: floe.dev/v1',
    'Write `apiVersion: floe.dev/v1`.',
  ),
  {
    ...rule(
      'DOCUMENT_NEWER_FIELD',
      'A document of a standard says what its own version does not know yet.',
      'Tools that go by the version it states refuse it, or pass over what it says.',
      'apiVersion: v3.1.0\nkind: DataContract\nid: orders\nversion: 1.0.0\nstatus: active\ncontext: Ask for orders.',
      'apiVersion: v3.2.0\nkind: DataContract\nid: orders\nversion: 1.0.0\nstatus: active\ncontext: Ask for orders.',
      'Raise `apiVersion` to the version that brought it, or take it out.',
    ),
    severity: 'warning',
  },
  rule(
    'DOCUMENT_UNKNOWN_FIELD',
    'The document has a field that its kind does not know.',
    'A misspelt policy would otherwise be no policy.',
    'output_port: []',
    'output_ports: []',
    'Correct the name, or remove the field.',
  ),
  rule(
    'DOCUMENT_MISSING_FIELD',
    'A field that must be there is not.',
    'The catalog guesses no names, versions, tables or owners.',
    'output_ports: [{name: customers}]',
    'output_ports: [{name: customers, table: sales.gold.customers}]',
    'Add the field.',
  ),
  rule(
    'DOCUMENT_WRONG_TYPE',
    'A value is of another type than its field takes.',
    'A version written as a number loses its zeros: 1.10 is 1.1.',
    'version: 1.0',
    'version: "1.0.0"',
    'Write a value of the type expected; put texts that look like numbers in quotes.',
  ),
  rule(
    'DOCUMENT_INVALID_VALUE',
    'A value is of the right type, but not one that its field takes.',
    'Durations, percentages, versions, names and refs are compared and published; what cannot be read cannot be kept.',
    'freshness: 6 hours',
    'freshness: 6h',
    'Write a value of the form expected.',
  ),
  rule(
    'DOCUMENT_DUPLICATE_NAME',
    'Two entries of one list have the same name.',
    'Ports, columns and domains are named by others; a name must mean one thing.',
    'output_ports: [{name: customers, table: a.b}, {name: customers, table: a.c}]',
    'output_ports: [{name: customers, table: a.b}, {name: segments, table: a.c}]',
    'Rename one of the two.',
  ),
];
