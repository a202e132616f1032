import { OciError } from './OciError.js';

/** What an `oci://` ref names: a tag, a digest, or a tag that has this digest. */
export interface Reference {
  /** As it was written, with `oci://`. */
  readonly text: string;
  /** `registry.acme.com`, `localhost:5000` */
  readonly host: string;
  /** `domains/sales-platform` */
  readonly repository: string;
  readonly tag: string | null;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string | null;
}

const HOST = /^(?:\[[\da-f:]+\]|[a-z\d](?:[a-z\d.-]*[a-z\d])?)(?::\d{1,5})?$/i;
const REPOSITORY = /^[a-z\d]+(?:(?:[._]|__|-+)[a-z\d]+)*(?:\/[a-z\d]+(?:(?:[._]|__|-+)[a-z\d]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[\da-f]{64}$/;
const LONGEST = 512;

const SHAPE = 'oci://host/path:vX.Y.Z, or oci://host/path@sha256:...';

function invalid(text: string, what: string): OciError {
  return new OciError({
    code: 'REFERENCE_INVALID',
    where: text,
    what,
    expected: SHAPE,
    mend: 'Write the ref as the registry names the artifact',
  });
}

/** The text before and from the first `sign` on, the sign left out; null for no such part. */
function cut(text: string, at: number): [string, string | null] {
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

/** Reads an `oci://` ref. Throws OciError REFERENCE_INVALID, which says which part is wrong. */
export function parseReference(text: string): Reference {
  if (!text.startsWith('oci://')) throw invalid(text, 'it is no ref of a registry');
  if (text.length > LONGEST)
    throw invalid(text.slice(0, 80), `it has ${text.length} characters, ${LONGEST} are the most`);
  const [host, rest] = cut(text.slice('oci://'.length), text.slice('oci://'.length).indexOf('/'));
  if (!HOST.test(host)) throw invalid(text, `"${host}" is no host of a registry`);
  const [named, digest] = cut(rest ?? '', (rest ?? '').indexOf('@'));
  const [repository, tag] = cut(named, named.lastIndexOf(':'));
  if (!REPOSITORY.test(repository))
    throw invalid(
      text,
      `"${repository}" is no path of a repository (small letters and digits, "-", "_" and "." between)`,
    );
  if (tag !== null && !TAG.test(tag))
    throw invalid(text, `"${tag}" is no tag (letters, digits, "_", "." and "-", at most 128)`);
  if (digest !== null && !DIGEST.test(digest)) throw invalid(text, `"${digest}" is no sha256 digest`);
  if (tag === null && digest === null) throw invalid(text, 'it names neither a tag nor a digest');
  return { text, host: host.toLowerCase(), repository, tag, digest };
}

/** What the registry is asked for: the digest where there is one, for a tag may move. */
export const nameOf = ({ tag, digest }: Reference): string => digest ?? tag ?? '';
