import type { Grantee } from '../../access/portAccess.js';
import type { GrantedAccess, GrantRequest } from '../../compiler/access/grantAccess.js';
import { renderGrant } from '../../compiler/access/renderGrant.js';
import { accessRequestById } from '../../entities/access/accessRequests.js';
import { foreignConsumers, portOfId, standingDocument, type StandingPort } from '../../entities/access/soughtPorts.js';
import { decideAccessRequest } from '../../entities/access/writes.js';
import type { Reader } from '../../entities/database.js';
import type { AccessRequestRow } from '../../entities/rows/access/AccessRequestRow.js';
import { appendEvents, lockEventLog } from '../../entities/writes/events.js';
import { sameValue } from '../../compiler/values/json.js';
import type { UserError } from '../../errors.js';
import { compileHere } from '../compiling/compileHere.js';
import { instant, type Toolkit } from '../kit/toolkit.js';
import type { AccessRequestResult } from './requestAccess.js';
import { readAlready } from './soughtPort.js';

export interface DecideAccessRequest {
  /** Its number in the store; null for what is no id of a request. */
  readonly id: number | null;
  readonly grant: boolean;
  /** Of a denial, the reason. */
  readonly note?: string | null;
}

type Decision = Pick<AccessRequestRow, 'status' | 'note' | 'patch' | 'pullRequest'>;

const mistake = (path: string, message: string, code: UserError['code'] = 'CONFLICT'): UserError => ({
  code,
  path: ['input', path],
  message,
});

/**
 * Consumers of other domains that read a port which states no access, apart from whom the grant names: a block that comes
 * in grants them what they have (docs/decisions/0003).
 */
async function keptConsumers(db: Reader, port: StandingPort, { kind, grantee }: Grantee): Promise<string[]> {
  if (port.access.stated || port.access.default === 'allow') return [];
  const named = (fqn: string): boolean =>
    (kind === 'product' && fqn === grantee) || (kind === 'domain' && fqn.startsWith(`${grantee}.`));
  return (await foreignConsumers(db, port)).filter((fqn) => !named(fqn));
}

/** A grant written into the document that stands; `change` is null where it cannot be. */
interface Written {
  readonly asked: GrantRequest;
  readonly kept: readonly string[];
  readonly change: GrantedAccess | null;
}

/** Writes the grant, unless it was written into just that before. */
async function written(
  db: Reader,
  { compiling = compileHere }: Toolkit,
  port: StandingPort,
  whom: Grantee,
  before: Written | null,
): Promise<Written> {
  const document = await standingDocument(db, port.product);
  if (!document) throw new Error(`${port.product} has no document`);
  const kept = await keptConsumers(db, port, whom);
  const grants = [...kept.map((grantee) => ({ kind: 'product', grantee }) as const), whom];
  const asked = { file: { path: document.file, content: document.source }, port: port.name, grants };
  if (before && sameValue(before.asked, asked)) return before;
  return { asked, kept, change: (await compiling('grant', asked)).result };
}

const whomOf = ({ granteeKind, grantee }: AccessRequestRow): Grantee => ({ kind: granteeKind, grantee });

/** The grant of a request that is open, written before the event log is locked: others publish meanwhile. */
async function writtenAhead(kit: Toolkit, id: number | null): Promise<Written | null> {
  const row = id === null ? undefined : await accessRequestById(kit.db, id);
  const port = row?.status === 'open' ? await portOfId(kit.db, row.portId) : null;
  return row && port ? written(kit.db, kit, port, whomOf(row), null) : null;
}

/** The grant as a change of the document that stands, or why there can be none. */
async function granted(
  db: Reader,
  kit: Toolkit,
  row: AccessRequestRow,
  port: StandingPort,
  { note, ahead }: { readonly note: string | null; readonly ahead: Written | null },
): Promise<Decision | UserError> {
  const { fqn, product, name } = port;
  const whom = whomOf(row);
  if (port.removedAt !== null || port.retiredAt !== null)
    return mistake('id', `${fqn} stands no more: deny the request, with that as the reason.`);
  const decision = { status: 'granted', note, patch: null, pullRequest: null } as const;
  if (await readAlready(db, port, whom)) return decision;
  const { asked, kept, change } = await written(db, kit, port, whom, ahead);
  const file = asked.file.path;
  if (!change) {
    const grant = `{${whom.kind}: ${whom.grantee}, access: read}`;
    const mend = `add ${grant} to access.grants of the port ${name} by hand, and publish it: then the grant stands`;
    return mistake('grant', `The grant cannot be written into ${file} of ${product} as a patch: ${mend}.`);
  }
  const { askedBy, purpose } = row;
  const told = { port: fqn, for: whom, by: askedBy ?? 'Somebody', purpose, note, kept, file };
  const pullRequest = renderGrant({ ...told, decidedBy: kit.actor.name ?? 'Somebody' }, change);
  return { ...decision, patch: change.patch, pullRequest };
}

/** A denial has to say why; who takes back what he asked for himself owes nobody a reason. */
function notGranted({ actor }: Toolkit, { askedBy }: AccessRequestRow, note: string | null): Decision | UserError {
  const rest = { note, patch: null, pullRequest: null };
  if (askedBy !== null && askedBy === actor.name) return { status: 'withdrawn', ...rest };
  if (note === null) return mistake('note', 'A denial says why: expected the reason as `note`.', 'BAD_USER_INPUT');
  return { status: 'denied', ...rest };
}

/**
 * Decides a request for access that is open. A grant is a change of data-product.yaml, as a patch and as a text for a
 * pull request: the document stays the truth, and nobody reads anything before it is published. Who asked for it himself
 * and does not grant it withdraws it.
 */
export async function decideAccess(kit: Toolkit, request: DecideAccessRequest): Promise<AccessRequestResult> {
  const { id, grant } = request;
  const note = request.note?.trim() || null;
  const refused = (error: UserError, row: AccessRequestRow | null = null): AccessRequestResult => ({
    request: row,
    userErrors: [error],
  });
  const ahead = grant ? await writtenAhead(kit, id) : null;
  return kit.db.transaction(async (tx) => {
    await lockEventLog(tx);
    const row = id === null ? undefined : await accessRequestById(tx, id);
    const port = row && (await portOfId(tx, row.portId));
    if (!row || !port)
      return refused(mistake('id', 'There is no such request: `accessRequests` lists them.', 'NOT_FOUND'));
    if (row.status !== 'open') {
      const by = `${row.status} by ${row.decidedBy ?? 'somebody'} on ${row.decidedAt ?? ''}`;
      return refused(mistake('id', `It is decided: ${by}. Ask again with requestAccess.`), row);
    }
    const decision = grant ? await granted(tx, kit, row, port, { note, ahead }) : notGranted(kit, row, note);
    if ('code' in decision) return refused(decision, row);
    const decided = { ...decision, decidedAt: instant(kit.clock), decidedBy: kit.actor.name };
    await decideAccessRequest(tx, row.id, decided);
    await appendEvents(tx, [{ kind: 'access_decided', at: decided.decidedAt, domain: port.domain, subjectId: row.id }]);
    return { request: { ...row, ...decided }, userErrors: [] };
  });
}
