import { parseDocument, type Document, type YAMLParseError } from 'yaml';
import type { Diagnostic } from '../../diagnostic.js';
import type { DocumentPath, SourceFile, SourceLocation } from '../../source.js';
import { finding } from './finding.js';
import { Lines } from './lines.js';
import { Places } from './place.js';
import { readPlainYaml } from './plainYaml.js';
import { readValues, type CountingKey, type ReadValue, type ValueComplaint } from './yamlValues.js';

/** A YAML (or JSON) document as plain values, each of which knows its place in the text. */
export interface YamlDocument {
  readonly file: string;
  /** null for a document that holds nothing. */
  readonly value: unknown;
  /** The place of the value at `path`, or of its nearest ancestor that exists. */
  locate(path: DocumentPath): SourceLocation;
  locateKey(path: DocumentPath): SourceLocation;
  /** The scalar at `path` as written, quotes included. */
  raw(path: DocumentPath): string | null;
}

export interface YamlResult {
  /** null where the text is not well-formed. A document with findings such as duplicate keys is still there to be read on. */
  readonly document: YamlDocument | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** More syntax errors than this are echoes of the first. */
const MOST_SYNTAX_ERRORS = 5;

function syntaxMessage(error: { code: string; message: string }): string {
  if (error.code === 'MULTIPLE_DOCS')
    return 'The file holds more than one YAML document (a second one begins after `---`)';
  return `The document is not well-formed YAML: ${error.message}`;
}

function syntaxFindings(errors: readonly YAMLParseError[], at: (offset: number) => SourceLocation): Diagnostic[] {
  const hintOf = (code: string): string | undefined =>
    code === 'MULTIPLE_DOCS'
      ? 'Keep one document a file'
      : code === 'TAB_AS_INDENT'
        ? 'Indent with spaces, not tabs'
        : undefined;
  return errors.slice(0, MOST_SYNTAX_ERRORS).map((error) =>
    finding({
      code: 'DOCUMENT_SYNTAX',
      message: syntaxMessage(error),
      hint: hintOf(error.code),
      location: at(error.pos[0]),
    }),
  );
}

const nulFinding = (location: SourceLocation): Diagnostic =>
  finding({
    code: 'DOCUMENT_SYNTAX',
    message: 'The document holds U+0000 (NUL), which no text of the catalog may',
    hint: 'Take it out',
    location,
  });

/** A complaint about values, or about all the keys of a dbt file that stand twice. */
type Complaint = Omit<ValueComplaint, 'code'> & { readonly code: string; readonly keys?: number };

/** The keys that stand twice as one warning, where the first of them stands. */
function together(complaints: readonly ValueComplaint[]): Complaint[] {
  const twice = complaints.filter(({ code }) => code === 'DOCUMENT_DUPLICATE_KEY');
  const [first] = twice;
  if (!first) return [...complaints];
  const more = twice.length > 1 ? `, and so do ${twice.length - 1} more keys of the file` : '';
  const message = `${first.message}${more}: the last value counts`;
  const others = complaints.filter(({ code }) => code !== 'DOCUMENT_DUPLICATE_KEY');
  return [...others, { ...first, code: 'DBT_DUPLICATE_KEY', message, keys: twice.length }];
}

function valueFinding(
  { code, message, hint, offset, first, keys }: Complaint,
  at: (offset: number) => SourceLocation,
): Diagnostic {
  const related = first === undefined ? undefined : [{ message: 'The first one', location: at(first) }];
  const severity = keys === undefined ? 'error' : 'warning';
  return finding({
    code,
    message,
    hint,
    severity,
    location: at(offset),
    related,
    details: keys ? { keys } : undefined,
  });
}

/** The parser recurses into what nests: a text deep enough to exhaust the stack gives null, wherever it gave up. */
function parsed(text: string): Document.Parsed | null {
  try {
    const document = parseDocument(text, {
      prettyErrors: false,
      uniqueKeys: false,
      merge: false,
      logLevel: 'error',
    });
    return document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION') ? null : document;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * The same manifests are read for every product of a domain, an enterprise's for every one of the company: what was read
 * last is kept, by path and text, as long as all of it together is no longer than this, in characters.
 */
const recent = new Map<string, YamlResult>();
let recentLength = 0;
const MOST_KEPT = 2_000_000;
/** A manifest of some 4,000 domains; what is longer is a file of dbt's, which only its own compilation asks for. */
const LONGEST_KEPT = 500_000;

interface LongResult {
  readonly counts: CountingKey;
  readonly result: YamlResult;
}

/** Of the longer ones that which was read last, for a document is asked for again and again; gone with the file itself. */
let lastLong = new WeakMap<SourceFile, LongResult>();

/** The one before is let go before the next is read: two at once may not fit. */
function ofLong(file: SourceFile, counts: CountingKey): YamlResult {
  const known = lastLong.get(file);
  if (known?.counts === counts) return known.result;
  lastLong = new WeakMap();
  const result = read(file, counts);
  lastLong.set(file, { counts, result });
  return result;
}

/**
 * Reads one YAML 1.2 document (JSON is YAML) into plain values with positions. Never throws: what is not well-formed,
 * stands twice, unfolds without end or holds several documents becomes a finding at its place. A byte order mark and
 * CRLF line ends are fine.
 */
export const parseYaml = (file: SourceFile): YamlResult => parsedOnce(file, 'first');

/**
 * Reads YAML as dbt does, which takes the last of the values of a key that stands twice: the whole text is one warning
 * then, `DBT_DUPLICATE_KEY`. All else is as parseYaml has it.
 */
export const parseDbtYaml = (file: SourceFile): YamlResult => parsedOnce(file, 'last');

function parsedOnce(file: SourceFile, counts: CountingKey): YamlResult {
  if (file.content.length > LONGEST_KEPT) return ofLong(file, counts);
  const key = `${counts}\0${file.path}\0${file.content}`;
  const known = recent.get(key);
  if (!known) recentLength += key.length;
  recent.delete(key);
  const result = known ?? read(file, counts);
  recent.set(key, result);
  for (const oldest of recent.keys()) {
    if (recentLength <= MOST_KEPT) break;
    recent.delete(oldest);
    recentLength -= oldest.length;
  }
  return result;
}

function read(file: SourceFile, counts: CountingKey): YamlResult {
  const text = file.content.startsWith('\uFEFF') ? file.content.slice(1) : file.content;
  const lines = new Lines(text);
  const placed = ({ value, place }: ReadValue): YamlDocument =>
    documentOf(value, new Places(file.path, place, lines, text));
  const plain = readPlainYaml(text);
  if (plain) return { document: placed(plain), diagnostics: [] };
  const root = { start: 0, key: null, from: -1, to: -1, children: null };
  const { read: values, diagnostics } = readByLibrary(text, counts, new Places(file.path, root, lines, text));
  return { document: values && placed(values), diagnostics };
}

const documentOf = (value: unknown, places: Places): YamlDocument => ({
  file: places.file,
  value,
  locate: (path) => places.locate(path),
  locateKey: (path) => places.locateKey(path),
  raw: (path) => places.raw(path),
});

/** What a text holds; null where it is not well-formed. */
function readByLibrary(
  text: string,
  counts: CountingKey,
  places: Places,
): { readonly read: ReadValue | null; readonly diagnostics: readonly Diagnostic[] } {
  const at = (offset: number): SourceLocation => places.at(offset);
  const nul = text.indexOf('\0');
  // The parser takes it for the end of the text.
  if (nul >= 0) return { read: null, diagnostics: [nulFinding(at(nul))] };
  const document = parsed(text);
  if (!document) {
    const message = 'The document is nested too deep';
    return { read: null, diagnostics: [finding({ code: 'DOCUMENT_TOO_LARGE', message, location: at(0) })] };
  }
  const broken = syntaxFindings([...document.errors], at);
  if (broken.length > 0) return { read: null, diagnostics: broken };
  const { read: values, complaints } = readValues(document, text, counts);
  const tags = document.warnings.map(({ code, message, pos }) => ({ code, message, pos }));
  const diagnostics = [
    ...tags.map((tag) =>
      finding({
        code: 'DOCUMENT_SYNTAX',
        message: syntaxMessage(tag),
        hint: 'Remove the tag',
        location: at(tag.pos[0]),
      }),
    ),
    ...(counts === 'last' ? together(complaints) : complaints).map((each) => valueFinding(each, at)),
  ];
  return { read: values, diagnostics };
}
