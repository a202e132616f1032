import { createHash } from 'node:crypto';
import { OciError } from './OciError.js';

/** `sha256:...` of bytes. */
export const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** The body of an answer, no more of it than `most` bytes. Throws OciError TOO_LARGE for more; what the stream throws. */
export async function readUpTo(response: Response, most: number, where: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
    length += next.value.length;
    if (length > most) {
      await reader?.cancel();
      throw tooLarge(where, `more than ${most} bytes`, most);
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks);
}

/** What is larger than it may be. */
export const tooLarge = (where: string, size: string, most: number): OciError =>
  new OciError({
    code: 'TOO_LARGE',
    where,
    what: `it has ${size}`,
    expected: `at most ${most} bytes`,
    mend: 'Look whether the ref names what you mean',
  });
