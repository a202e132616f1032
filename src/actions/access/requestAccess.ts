import { granteeOf, type Grantee } from '../../access/portAccess.js';
import { namedRoles } from '../../compiler/access/accessPlaces.js';
import { openAccessRequest } from '../../entities/access/accessRequests.js';
import { everyOwnedDomain, ownedDomains, standingProducts } from '../../entities/access/ownership.js';
import { manifestChain, portNamed, type StandingPort } from '../../entities/access/soughtPorts.js';
import { insertAccessRequest } from '../../entities/access/writes.js';
import type { Reader, Transaction } from '../../entities/database.js';
import { namesLike } from '../../entities/reads/search/namesLike.js';
import type { AccessRequestRow } from '../../entities/rows/access/AccessRequestRow.js';
import { appendEvents, lockEventLog } from '../../entities/writes/events.js';
import type { UserError } from '../../errors.js';
import { noSuch } from '../kit/noSuch.js';
import type { Keyed } from '../kit/productRequest.js';
import { instant, type Toolkit } from '../kit/toolkit.js';
import { readAlready } from './soughtPort.js';

export interface RequestAccessRequest extends Keyed {
  /** fqn of an output port. */
  readonly port: string;
  /** `domain:marketing`, `product:marketing.targeting-engine`, `role:analysts`. */
  readonly for: string;
  readonly purpose: string;
}

export interface AccessRequestResult {
  readonly request: AccessRequestRow | null;
  readonly userErrors: readonly UserError[];
}

const mistake = (path: string, message: string, code: UserError['code'] = 'BAD_USER_INPUT'): UserError => ({
  code,
  path: ['input', path],
  message,
});

/** The roles that the manifests above a port's product name; a platform that names none knows every role. */
async function unknownRole(db: Reader, { manifestId }: StandingPort, role: string): Promise<UserError | null> {
  const chain = manifestId === null ? [] : await manifestChain(db, manifestId);
  const roles = [...new Set(chain.flatMap(({ file, source }) => namedRoles({ path: file, content: source })))];
  if (roles.length === 0 || roles.includes(role)) return null;
  const error = noSuch('role', role, roles, ['input', 'for']);
  return { ...error, message: `${error.message} The manifests above the port name: ${roles.sort().join(', ')}.` };
}

/** What is wrong with whom access is asked for; null where nothing is. */
async function unknownGrantee(db: Reader, port: StandingPort, { kind, grantee }: Grantee): Promise<UserError | null> {
  if (kind === 'role') return unknownRole(db, port, grantee);
  if (kind === 'domain') {
    if ((await ownedDomains(db, [grantee])).length > 0) return null;
    const known = (await everyOwnedDomain(db)).map(({ name }) => name);
    return noSuch('domain', grantee, known, ['input', 'for']);
  }
  if ((await standingProducts(db, [grantee])).length > 0) return null;
  return noSuch('product', grantee, await namesLike(db, grantee, ['product']), ['input', 'for']);
}

interface Sought {
  readonly port: StandingPort;
  readonly grantee: Grantee;
}

/** The port and the grantee of a request, or what is wrong with it. */
async function sought(
  db: Reader,
  { port: fqn, for: asked, purpose }: RequestAccessRequest,
): Promise<Sought | UserError> {
  if (purpose.trim() === '')
    return mistake('purpose', 'Say what the data is for, in a sentence: its owners decide by that.');
  const grantee = granteeOf(asked);
  if (!grantee) {
    const expected = 'expected domain:marketing, product:marketing.targeting-engine or role:analysts';
    return mistake('for', `"${asked}" names nobody whom a grant may name: ${expected}.`);
  }
  const port = await portNamed(db, fqn);
  if (!port || port.removedAt !== null)
    return noSuch('output port', fqn, await namesLike(db, fqn, ['port']), ['input', 'port']);
  if (port.retiredAt !== null)
    return mistake('port', `${port.product} is retired: nobody is granted access to it any more.`, 'CONFLICT');
  return (await unknownGrantee(db, port, grantee)) ?? { port, grantee };
}

/** Why nobody needs to be asked; null where its owners do. */
async function needless(db: Reader, { port, grantee: whom }: Sought): Promise<UserError | null> {
  const granted = await readAlready(db, port, whom);
  if (granted) return mistake('for', `It may read the port already: ${granted.message}`, 'CONFLICT');
  const { kind, grantee } = whom;
  const open = await openAccessRequest(db, { portId: port.id, granteeKind: kind, grantee });
  if (!open) return null;
  const message = `${open.askedBy ?? 'Somebody'} asked for it on ${open.at}: its owners decide (accessRequests lists it).`;
  return mistake('for', message, 'CONFLICT');
}

async function store(
  kit: Toolkit,
  tx: Transaction,
  { port, grantee }: Sought,
  purpose: string,
): Promise<AccessRequestRow> {
  const at = instant(kit.clock);
  const row = await insertAccessRequest(tx, {
    portId: port.id,
    grantee: grantee.grantee,
    granteeKind: grantee.kind,
    purpose: purpose.trim(),
    status: 'open',
    at,
    askedBy: kit.actor.name,
    decidedAt: null,
    decidedBy: null,
    note: null,
    patch: null,
    pullRequest: null,
  });
  await appendEvents(tx, [{ kind: 'access_requested', at, domain: port.domain, subjectId: row.id }]);
  return row;
}

/** Asks the owners of an output port to let a domain, a product or a role read it. Grants nothing. */
export async function requestAccess(kit: Toolkit, request: RequestAccessRequest): Promise<AccessRequestResult> {
  return kit.db.transaction(async (tx) => {
    await lockEventLog(tx);
    const found = await sought(tx, request);
    const error = 'code' in found ? found : await needless(tx, found);
    if (error || 'code' in found) return { request: null, userErrors: error ? [error] : [] };
    return { request: await store(kit, tx, found, request.purpose), userErrors: [] };
  });
}
