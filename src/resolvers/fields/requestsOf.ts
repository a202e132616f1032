import { isAmong } from '../../access/Principal.js';
import type { Context } from '../../context.js';
import type { RequestsOf } from '../../entities/access/accessRequests.js';
import { everyOwnedDomain } from '../../entities/access/ownership.js';
import { mayRead } from './mayRead.js';

/**
 * Whose requests for access whoever asks may see: null for everybody's, which are for the platform team and auditors (and
 * for all where nobody is asked who he is). Others see those that they made, those for their domains, and those of ports
 * that they own.
 */
export async function requestsOf(context: Context): Promise<RequestsOf | null> {
  if (mayRead(context, 'readAudit')) return null;
  const { principal, db } = context;
  const owned = (await everyOwnedDomain(db)).filter(({ owners }) => isAmong(principal, owners));
  return {
    askedBy: principal.name,
    domains: [...new Set([...principal.domains, ...owned.map(({ name }) => name)])],
    email: principal.email,
    teams: principal.teams,
  };
}
