import { decide, type Decision } from '../../access/decide.js';
import { nameOf } from '../../access/subjects.js';
import type { Reader, Transaction } from '../../entities/database.js';
import type { AuditEventRow } from '../../entities/rows/access/AuditEventRow.js';
import { appendAudit } from '../../entities/access/writes.js';
import { CatalogError } from '../../errors.js';
import type { Actions } from '../actions.js';
import { createActions } from '../createActions.js';
import type { Denials } from '../kit/needs.js';
import { instant, type Toolkit } from '../kit/toolkit.js';
import { AuditedStore } from './AuditedStore.js';
import type { Caller } from './Caller.js';
import { ofPorts, type Asked } from './gatherSubjects.js';
import { MUTATIONS, type Part } from './mutations.js';
import { checkKeys, Once } from './Once.js';

/** What the answer of a verb tells of how it went. */
interface Told {
  readonly userErrors?: readonly { readonly code: string }[];
  readonly unchanged?: boolean;
  readonly compilation?: { readonly status: string };
  readonly status?: string;
}

function outcomeOf(result: unknown): string {
  const { userErrors, unchanged, compilation, status } = (result ?? {}) as Told;
  const [error] = userErrors ?? [];
  if (error) return error.code;
  if ((compilation?.status ?? status) === 'failed') return 'found errors';
  return unchanged ? 'unchanged' : 'done';
}

const outcomeOfError = (error: unknown): string =>
  error instanceof CatalogError ? error.code : 'INTERNAL_SERVER_ERROR';

/** The parts of an entry that are known before the verb has run. */
interface Entry {
  readonly verb: string;
  readonly reason: string | null;
}

/** What it was about, and how that ended; null: no one thing. */
interface Ending {
  readonly subject: string | null;
  readonly outcome: string;
  /** Why it was denied, where it alone was. */
  readonly reason?: string | null;
}

/** How it ended for all of these alike. */
const endingsOf = (subjects: readonly string[], outcome: string): Ending[] =>
  subjects.length > 0 ? subjects.map((subject) => ({ subject, outcome })) : [{ subject: null, outcome }];

function endingOf(part: Part): Ending {
  const denial = part.userErrors.find(({ code }) => code === 'FORBIDDEN' || code === 'UNAUTHENTICATED');
  return { subject: part.subject, outcome: outcomeOf(part), reason: denial?.message ?? null };
}

/** A mutation, whichever verb it is. */
interface AnyMutation {
  asked: (db: Reader, request: unknown, kit: Toolkit) => Promise<readonly Asked[]> | readonly Asked[];
  did?: (tx: Reader, result: unknown) => Promise<readonly Asked[]>;
  parts?: (result: unknown) => readonly Part[];
}

/** Undoes a transaction that was tried alone; what it carries is the answer. */
class Tried extends Error {
  constructor(readonly result: unknown) {
    super('tried');
  }
}

/** One mutation of one caller: decided, carried out and audited. */
class Guarded {
  constructor(
    private readonly kit: Toolkit,
    private readonly caller: Caller,
  ) {}

  /** Throws CatalogError UNAUTHENTICATED or FORBIDDEN, with what would be needed in `extensions.needs`, and what the verb throws. */
  async run(name: keyof typeof MUTATIONS, request: unknown): Promise<unknown> {
    const mutation = MUTATIONS[name] as AnyMutation;
    const { kit } = this;
    const asked = await mutation.asked(kit.db, request, kit);
    const subjects = [...new Set(asked.map(({ subject }) => nameOf(subject)))];
    const before = new Set(asked.map(keyOf));
    let entry: Entry = { verb: name, reason: null };
    const { dryRun = false } = request as { readonly dryRun?: boolean };
    const once = dryRun ? null : Once.of(kit, this.caller.principal, name, request);
    // What has parts is done in several transactions: its key is taken and kept when all of them are.
    const [first, last] = [mutation.parts ? null : once, mutation.parts ? once : null];
    const opening = async (tx: Transaction): Promise<void> => first?.take(tx);
    const store = new AuditedStore(kit.db, opening, async (tx, result) => {
      const made = (await mutation.did?.(tx, result)) ?? [];
      this.allow(made.filter((each) => !before.has(keyOf(each))));
      if (dryRun) throw new Tried(result);
      await this.audit(tx, entry, mutation.parts?.(result).map(endingOf) ?? endingsOf(subjects, outcomeOf(result)));
      await first?.keep(tx, result);
    });
    const told = (): Set<Part> => new Set(store.committed.flatMap((result) => mutation.parts?.(result) ?? []));
    try {
      checkKeys(request);
      entry = { verb: name, reason: this.allow(asked) };
      const repeated = await once?.repeated();
      if (repeated) return await this.again(entry, subjects, repeated);
      const { principal } = this.caller;
      const actor = { name: principal.name, principal };
      const actions = createActions({ ...kit, db: store, actor, denials: this.denials });
      const result = await (actions[name] as (request: unknown) => Promise<unknown>)(request);
      const committed = told();
      const parts = mutation.parts?.(result).filter((part) => !committed.has(part)) ?? [];
      if (parts.length > 0) await this.auditAlone(entry, parts.map(endingOf));
      else if (store.committed.length === 0) await this.auditAlone(entry, endingsOf(subjects, outcomeOf(result)));
      await last?.keepAlone(result);
      return result;
    } catch (error) {
      if (error instanceof Tried) {
        await this.auditAlone(entry, endingsOf(subjects, 'tried'));
        return error.result;
      }
      const answered = await once?.answered(error);
      if (answered) return this.again(entry, subjects, answered);
      const denied = error instanceof CatalogError && 'needs' in error.details;
      const reason = denied ? error.message : entry.reason;
      const known = new Set([...told()].map(({ subject }) => subject));
      const rest = subjects.filter((each) => !known.has(each));
      const untold = mutation.parts ? rest.length > 0 : store.committed.length === 0;
      // Where the store is away, that is what the client is to hear.
      if (untold)
        await this.auditAlone({ ...entry, reason }, endingsOf(rest, outcomeOfError(error))).catch(() => undefined);
      throw error;
    }
  }

  /** The ports of which this caller may not record observations, and why. */
  private readonly denials: Denials = async (db, ports) => {
    if (this.caller.open || ports.length === 0) return new Map();
    const asked = await ofPorts(db, 'recordObservations', ports);
    return new Map(
      asked.flatMap(({ verb, subject }): [string, string][] => {
        const decision = decide(this.caller.principal, verb, subject);
        return decision.allowed ? [] : [[nameOf(subject), decision.message]];
      }),
    );
  };

  /** The first answer to a request that was carried out before; nothing but the audit log knows that it was asked again. */
  private async again(
    entry: Entry,
    subjects: readonly string[],
    { result }: { readonly result: unknown },
  ): Promise<unknown> {
    await this.auditAlone(entry, endingsOf(subjects, 'repeated'));
    return result;
  }

  /** Why all of these are allowed; throws where one is not. */
  private allow(asked: readonly Asked[]): string | null {
    if (this.caller.open) return null;
    const reasons = asked.map(({ verb, subject }) => {
      const decision = decide(this.caller.principal, verb, subject);
      if (!decision.allowed) throw denial(decision);
      return decision.reason;
    });
    return reasons.length > 0 ? [...new Set(reasons)].join('; ') : null;
  }

  private async audit(tx: Transaction, { verb, reason }: Entry, endings: readonly Ending[]): Promise<void> {
    const { principal, from, requestId } = this.caller;
    const base: Omit<AuditEventRow, 'id' | 'subject' | 'outcome' | 'reason'> = {
      at: instant(this.kit.clock),
      actor: principal.name,
      kind: principal.kind,
      origin: from,
      verb,
      requestId: requestId(),
    };
    await appendAudit(
      tx,
      endings.map(({ subject, outcome, reason: own }) => ({ ...base, subject, outcome, reason: own ?? reason })),
    );
  }

  private auditAlone(entry: Entry, endings: readonly Ending[]): Promise<void> {
    return this.kit.db.transaction((tx) => this.audit(tx, entry, endings));
  }
}

const denial = ({ code, message, needs }: Extract<Decision, { allowed: false }>): CatalogError =>
  new CatalogError(code, message, { needs });

/** What is decided once: a verb about a subject in a domain. */
const keyOf = ({ verb, subject }: Asked): string =>
  JSON.stringify([verb, subject.kind, nameOf(subject), 'domain' in subject ? subject.domain : null]);

/**
 * The verbs for one caller. A mutation is decided before it begins (access/decide.ts), and again where it turned out to be
 * about something else than it said; it leaves its entry of the audit log in its own transaction, or, where it was
 * refused, in one of its own.
 */
export function guardActions(kit: Toolkit, caller: Caller): Actions {
  const guarded = new Guarded(kit, caller);
  const names = Object.keys(MUTATIONS) as (keyof typeof MUTATIONS)[];
  const mutations = names.map((name) => [name, (request: unknown) => guarded.run(name, request)]);
  return { ...createActions(kit), ...(Object.fromEntries(mutations) as Partial<Actions>) };
}
