import type { LineCounter } from 'yaml';
import type { DocumentPath, SourceLocation } from '../source.js';

/** Where a value of a document stands: offsets into its text. Children by key or index. */
export interface Place {
  readonly start: number;
  /** Where its key stands; null for list items and for the document itself. */
  readonly key: number | null;
  /** A scalar as it is written, quotes included; null for lists and mappings. */
  readonly raw: string | null;
  readonly children: ReadonlyMap<string | number, Place>;
}

/** Says for a path into one document where it stands in the text, line and column counted from 1. */
export class Places {
  constructor(
    private readonly file: string,
    private readonly root: Place,
    private readonly lines: LineCounter,
  ) {}

  at(offset: number): SourceLocation {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  /** The place of the value at `path`, or of its nearest ancestor that exists. */
  locate(path: DocumentPath): SourceLocation {
    return this.at(this.nearest(path).place.start);
  }

  /** The place of the key at `path`; of the value where it has no key; of the nearest ancestor's key where it is absent. */
  locateKey(path: DocumentPath): SourceLocation {
    const { place } = this.nearest(path);
    return this.at(place.key ?? place.start);
  }

  /** The scalar at `path` as the document writes it, null where there is none. */
  raw(path: DocumentPath): string | null {
    const { place, whole } = this.nearest(path);
    return whole ? place.raw : null;
  }

  private nearest(path: DocumentPath): { place: Place; whole: boolean } {
    let place = this.root;
    for (const step of path) {
      const child = place.children.get(step);
      if (!child) return { place, whole: false };
      place = child;
    }
    return { place, whole: true };
  }
}
