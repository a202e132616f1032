import type { Blob, Descriptor } from './artifact.js';
import { digestOf, tooLarge } from './bytes.js';
import { mismatch } from './manifests.js';
import { OciError } from './OciError.js';
import { bodyOf, mustBe } from './refused.js';
import type { Repository } from './Repository.js';

/** Sends a blob, where the registry has it not. Throws OciError where it does not take it. */
export async function pushBlob(repository: Repository, { digest, bytes: body }: Blob): Promise<void> {
  const { where } = repository;
  const there = await repository.ask(repository.address(`blobs/${digest}`), { method: 'HEAD' });
  if (there.status === 200) return;
  if (there.status !== 404) await mustBe(there, [200], where);
  const begun = await repository.ask(repository.address('blobs/uploads/'), { method: 'POST' });
  await mustBe(begun, [202], where);
  await begun.body?.cancel();
  const place = repository.address(begun.headers.get('location') ?? '');
  place.searchParams.set('digest', digest);
  const headers = { 'content-type': 'application/octet-stream' };
  const ended = await repository.ask(place, { method: 'PUT', headers, body });
  await mustBe(ended, [201], where);
  await ended.body?.cancel();
}

/**
 * A blob, checked against its size and digest. Throws OciError TOO_LARGE, TRUNCATED, DIGEST_MISMATCH, NOT_FOUND, and what
 * Repository.ask throws.
 */
export async function pullBlob(repository: Repository, { digest, size }: Descriptor, most: number): Promise<Buffer> {
  const { where } = repository;
  if (size > most) throw tooLarge(where, `${size} bytes`, most);
  const response = await repository.ask(repository.address(`blobs/${digest}`), { method: 'GET' });
  const bytes = await bodyOf(await mustBe(response, [200], where), most, where);
  if (bytes.length < size)
    throw new OciError({
      code: 'TRUNCATED',
      where,
      what: `the registry sent ${bytes.length} bytes of its layer`,
      expected: `${size} bytes`,
      mend: 'Try again; where that does not help, push it again',
    });
  const found = digestOf(bytes);
  if (found !== digest) throw mismatch(where, 'its layer', digest, found);
  return bytes;
}
