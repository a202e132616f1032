import { portAccess, seekerFor, type Grantee, type Reason } from '../../access/portAccess.js';
import { grantsIn, type StandingPort } from '../../entities/access/soughtPorts.js';
import type { Reader } from '../../entities/database.js';

/** Why a port is readable already to whom a grant would name; null where it is not. */
export async function readAlready(db: Reader, port: StandingPort, grantee: Grantee): Promise<Reason | null> {
  const { fqn, domain, access, namespaceId, namespace } = port;
  const grants = namespaceId === null ? [] : await grantsIn(db, namespaceId);
  const sought = { fqn, domain, access, namespace: namespace === null ? null : { path: namespace, grants } };
  return portAccess(sought, seekerFor(grantee)).find((reason) => reason.access !== null) ?? null;
}
