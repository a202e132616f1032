import type { Diagnostic } from '../../diagnostic.js';
import type { DocumentColumn, DocumentElement } from '../../document/common.js';
import type { DocumentOutputPort } from '../../document/product.js';
import { finding } from '../../document/yaml/finding.js';
import type { SourceFile, SourceLocation } from '../../source.js';
import { misspeltType, unknownType, type UnknownType } from '../../types/knownTypes.js';
import { refused, type ImportedDocument } from './importer.js';

/** What was taken in, refused where a column of it is of a type that nobody knows: no product could hold it. */
export function withKnownTypes(imported: ImportedDocument, file: SourceFile): ImportedDocument {
  const ports = (imported.product?.['output_ports'] ?? []) as readonly DocumentOutputPort[];
  const found = ports.flatMap(({ schema }) => (schema?.columns ?? []).flatMap(unknownOf));
  return found.length === 0 ? imported : refused(found.map((each) => complaint(each, file)));
}

interface Found extends UnknownType {
  readonly column: string;
  readonly type: string;
}

function unknownOf({ name, ...column }: DocumentColumn): Found[] {
  const { type, physical_type: physical, fields = [], items, keys, values } = column;
  const own = [
    { type, unknown: unknownType(type) },
    { type: physical ?? '', unknown: physical === undefined ? null : misspeltType(physical) },
  ].flatMap((written) => foundOf(name, written.type, written.unknown));
  const below = [items, keys, values].filter((each): each is DocumentElement => each !== undefined);
  return [...own, ...fields.flatMap(unknownOf), ...below.flatMap((each) => unknownOf({ ...each, name }))];
}

const foundOf = (column: string, type: string, unknown: UnknownType | null): Found[] =>
  unknown ? [{ word: unknown.word, meant: unknown.meant, column, type }] : [];

const complaint = ({ column, type, meant, word }: Found, file: SourceFile): Diagnostic =>
  finding({
    code: 'DOCUMENT_INVALID_VALUE',
    message: `'${column}' is of the type '${type}', which nobody knows`,
    expected: 'a type such as string, integer, timestamp, decimal(10,2) or array<string>',
    hint: meant === null ? undefined : `Did you mean '${meant}'?`,
    location: placeOf(word, file),
  });

/** Where the word first stands behind a key, else the beginning: the columns that were made know no places. */
function placeOf(word: string, { path, content }: SourceFile): SourceLocation {
  const said = word.replace(/[^\w ]/g, '\\$&');
  const at = new RegExp(String.raw`:\s*\[?\s*["']?(?=${said})`, 'i').exec(content);
  const before = content.slice(0, at ? at.index + at[0].length : 0).split('\n');
  return { file: path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
