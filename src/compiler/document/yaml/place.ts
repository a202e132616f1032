import type { DocumentPath, SourceLocation } from '../../source.js';
import type { Lines } from './lines.js';

/** Where a value of a document stands: offsets into its text. Children by key or index. */
export interface Place {
  readonly start: number;
  /** Where its key stands; null for list items and for the document itself. */
  readonly key: number | null;
  /** Where a scalar is written, quotes included: at its anchor where it is an alias. Negative for lists and mappings. */
  readonly from: number;
  readonly to: number;
  /** Plain objects and lists, as the values themselves: a large document has as many places as values. */
  readonly children: Children | null;
}
export type Children = readonly Place[] | Readonly<Record<string, Place>>;

/** The place of a child by its key or index. */
export function childPlace({ children }: Place, step: string | number): Place | undefined {
  if (!children) return undefined;
  if (Array.isArray(children)) return typeof step === 'number' ? (children as readonly Place[])[step] : undefined;
  return Object.hasOwn(children, step) ? (children as Readonly<Record<string, Place>>)[step] : undefined;
}

/** Says for a path into one document where it stands in the text, line and column counted from 1. */
export class Places {
  constructor(
    readonly file: string,
    private readonly root: Place,
    private readonly lines: Lines,
    private readonly text: string,
  ) {}

  at(offset: number): SourceLocation {
    return { file: this.file, ...this.lines.at(offset) };
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
    return whole && place.from >= 0 ? this.text.slice(place.from, place.to) : null;
  }

  private nearest(path: DocumentPath): { place: Place; whole: boolean } {
    let place = this.root;
    for (const step of path) {
      const child = childPlace(place, step);
      if (!child) return { place, whole: false };
      place = child;
    }
    return { place, whole: true };
  }
}
