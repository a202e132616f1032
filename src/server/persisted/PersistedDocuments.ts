import { createHash } from 'node:crypto';
import { bareId, type TrustedDocuments } from './readTrusted.js';

/** Why a request for a document is not carried out. */
export interface Refusal {
  readonly message: string;
  readonly code: string;
  /** Of HTTP. */
  readonly status: number;
}

/** Apollo's clients send the text where they read this, hence its status. */
const NOT_FOUND: Refusal = { message: 'PersistedQueryNotFound', code: 'PERSISTED_QUERY_NOT_FOUND', status: 200 };
const OTHER_VERSION: Refusal = {
  message: 'extensions.persistedQuery.version is 1 here.',
  code: 'PERSISTED_QUERY_NOT_SUPPORTED',
  status: 400,
};
const OTHER_TEXT: Refusal = {
  message: 'extensions.persistedQuery.sha256Hash is not the hash of the document (SHA-256 of its text in hex).',
  code: 'BAD_USER_INPUT',
  status: 400,
};
const NOT_TRUSTED: Refusal = {
  message:
    'This catalog answers only the documents that it was given (TRUSTED_DOCUMENTS): ask for one of them, or its id.',
  code: 'QUERY_NOT_IN_SAFELIST',
  status: 403,
};

/** The parameters of a request, as they came. */
export type Parameters = Readonly<Record<string, unknown>>;

interface PersistedQuery {
  readonly version?: unknown;
  readonly sha256Hash?: unknown;
}

/** What a client of automatic persisted queries says of its document. */
export const persistedQueryOf = ({ extensions }: Parameters): PersistedQuery | null =>
  (extensions as { persistedQuery?: PersistedQuery } | null | undefined)?.persistedQuery ?? null;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Where the texts are kept that clients register. */
interface Texts {
  get(id: string): string | undefined;
  set(id: string, text: string, bytes: number): void;
}

/**
 * Documents that are asked for by an id: those that the operator trusts, and those that clients register by the hash of
 * their text (automatic persisted queries).
 */
export class PersistedDocuments {
  /** The texts that the operator trusts. */
  readonly trustedTexts: ReadonlySet<string>;

  constructor(
    private readonly trusted: TrustedDocuments,
    /** Whether nothing but what is trusted is answered. */
    private readonly only: boolean,
    private readonly registered: Texts,
  ) {
    this.trustedTexts = new Set(trusted.values());
  }

  /** The text that a request asks for, or why it gets none; null where it names no document. */
  textIn(asked: Parameters): string | Refusal | null {
    const { query, documentId } = asked;
    const persisted = persistedQueryOf(asked);
    if (persisted && persisted.version !== 1) return OTHER_VERSION;
    if (persisted && typeof persisted.sha256Hash !== 'string') return OTHER_TEXT;
    if (typeof query === 'string' && query !== '') return this.given(query, persisted?.sha256Hash);
    const id = typeof documentId === 'string' ? bareId(documentId) : persisted?.sha256Hash;
    if (typeof id !== 'string') return null;
    return this.trusted.get(id) ?? (this.only ? NOT_TRUSTED : (this.registered.get(id) ?? NOT_FOUND));
  }

  private given(text: string, hash: unknown): string | Refusal {
    if (this.only && !this.trustedTexts.has(text)) return NOT_TRUSTED;
    if (hash === undefined) return text;
    if (hash !== hashOf(text)) return OTHER_TEXT;
    this.registered.set(hash, text, hash.length + text.length);
    return text;
  }
}
