import { createHash } from 'node:crypto';
import type { SourceFile } from '../../compiler/source.js';
import { compareText } from '../../compiler/values/compareText.js';

/** `sha256:...` over documents: each by its path and its bytes, in the order of the paths. */
export function digestOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const { path, content } of [...files].sort((a, b) => compareText(a.path, b.path))) {
    const bytes = Buffer.from(content, 'utf8');
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return `sha256:${hash.digest('hex')}`;
}

/** `sha256:...` of one document's bytes, as an OCI registry would give it. */
export const contentDigest = (content: string): string =>
  `sha256:${createHash('sha256').update(content, 'utf8').digest('hex')}`;
