import { createHash } from 'node:crypto';
import type { Principal } from '../../access/Principal.js';
import { freeKey, keepAnswer, keyTaken, takeKey, type KeyPlace } from '../../entities/access/idempotencyKeys.js';
import type { Reader, Transaction } from '../../entities/database.js';
import type { IdempotencyKeyRow } from '../../entities/rows/access/IdempotencyKeyRow.js';
import { CatalogError } from '../../errors.js';
import { instant, type Toolkit } from '../kit/toolkit.js';
import { ANSWERS } from './answers.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const LONGEST = 255;

/** Undoes a transaction whose request was carried out already. */
class Answered extends Error {
  constructor(readonly row: IdempotencyKeyRow) {
    super('the request was carried out already');
  }
}

interface AnyAnswer {
  keep: (result: unknown) => unknown;
  give: (db: Reader, kept: never) => Promise<unknown>;
}

/** What one who asks again may say otherwise: the key is what he asks by, and he may watch under another name. */
const BESIDE = new Set(['idempotencyKey', 'progressId']);

/** The digest of an input, whatever the order of its fields, and whether one is null or absent. */
function digestOfRequest(request: unknown): string {
  const inOrder = (name: string, value: unknown): unknown => {
    if (BESIDE.has(name)) return undefined;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value ?? undefined;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  return createHash('sha256').update(JSON.stringify(request, inOrder)).digest('hex');
}

const keyOf = (request: unknown): string | null =>
  (request as { readonly idempotencyKey?: string | null }).idempotencyKey ?? null;

/** Throws CatalogError BAD_USER_INPUT for a key that is none, and for one that is given to a part of the request. */
export function checkKeys(request: unknown): void {
  const { products = [], manifests = [], manifest } = request as Readonly<Record<string, unknown[] | undefined>>;
  if ([...products, ...manifests, manifest ?? {}].some((part) => keyOf(part) !== null)) {
    const message = 'idempotencyKey is given to one document of many: give it to the input, it holds for all of them.';
    throw new CatalogError('BAD_USER_INPUT', message);
  }
  const key = keyOf(request);
  if (key === null || (key.trim() !== '' && key.length <= LONGEST)) return;
  const message = `idempotencyKey has ${key.length} characters: it must have from 1 to ${LONGEST}, e.g. those of a UUID.`;
  throw new CatalogError('BAD_USER_INPUT', message, { limit: LONGEST });
}

/**
 * One request of one principal under a key of its own choice, after the draft of the IETF (Idempotency-Key): it is carried
 * out once, and asked again within 24 hours it gives the first answer. The key stands and falls with what was done: it is
 * written in the same transaction. What was refused keeps no key.
 */
export class Once {
  private readonly place: KeyPlace;
  private readonly digest: string;
  private readonly answer: AnyAnswer;

  private constructor(
    private readonly kit: Toolkit,
    { kind, name }: Principal,
    verb: keyof typeof ANSWERS,
    request: unknown,
    key: string,
  ) {
    this.place = { principal: `${kind}:${name ?? ''}`, verb, key };
    this.digest = digestOfRequest(request);
    this.answer = ANSWERS[verb] as AnyAnswer;
  }

  /** null where it has no key, or creates nothing. */
  static of(kit: Toolkit, principal: Principal, verb: string, request: unknown): Once | null {
    const key = keyOf(request);
    return key === null || !Object.hasOwn(ANSWERS, verb)
      ? null
      : new Once(kit, principal, verb as keyof typeof ANSWERS, request, key);
  }

  /** The first answer; null where the key is not taken. Throws CatalogError IDEMPOTENCY_KEY_REUSED for another request. */
  async repeated(): Promise<{ readonly result: unknown } | null> {
    const row = await keyTaken(this.kit.db, this.place, this.expired());
    return row ? this.given(row) : null;
  }

  /** Takes the key, at the beginning of the transaction. Throws what `answered` reads where somebody has it by now. */
  async take(tx: Transaction): Promise<void> {
    const row = { ...this.place, digest: this.digest, createdAt: instant(this.kit.clock) };
    if (await takeKey(tx, row, this.expired())) return;
    const taken = await keyTaken(tx, this.place, this.expired());
    if (!taken) throw new CatalogError('UNAVAILABLE', 'The key is in use at the moment: ask again.');
    throw new Answered(taken);
  }

  /** Keeps the answer under the key, at the end of the transaction; what was refused frees it. */
  async keep(tx: Transaction, result: unknown): Promise<void> {
    const kept = this.answer.keep(result);
    await (kept === null ? freeKey(tx, this.place) : keepAnswer(tx, this.place, kept));
  }

  /**
   * Takes the key for what was done in several transactions, and keeps the answer: where somebody has done the same
   * meanwhile, his stands.
   */
  async keepAlone(result: unknown): Promise<void> {
    const kept = this.answer.keep(result);
    if (kept === null) return;
    await this.kit.db.transaction(async (tx) => {
      const row = { ...this.place, digest: this.digest, createdAt: instant(this.kit.clock) };
      if (await takeKey(tx, row, this.expired())) await keepAnswer(tx, this.place, kept);
    });
  }

  /** The first answer, where that is why the transaction was undone; else null. Throws as `repeated` does. */
  async answered(error: unknown): Promise<{ readonly result: unknown } | null> {
    return error instanceof Answered ? this.given(error.row) : null;
  }

  private async given({ digest, answer }: IdempotencyKeyRow): Promise<{ readonly result: unknown }> {
    if (digest === this.digest) return { result: await this.answer.give(this.kit.db, answer as never) };
    const { verb, key } = this.place;
    const message = `idempotencyKey "${key}" stands for another ${verb}: take a new key for a new request.`;
    throw new CatalogError('IDEMPOTENCY_KEY_REUSED', message);
  }

  /** Keys that were taken until then have expired. */
  private expired(): string {
    return new Date(this.kit.clock.now().getTime() - DAY_MS).toISOString();
  }
}
