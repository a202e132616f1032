import DataLoader from 'dataloader';
import { isAmong } from '../../access/Principal.js';
import type { Context } from '../../context.js';
import { accessRequestsById, type RequestsOf } from '../../entities/access/accessRequests.js';
import { everyOwnedDomain } from '../../entities/access/ownership.js';
import type { AccessRequestRow } from '../../entities/rows/access/AccessRequestRow.js';
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

type Requests = DataLoader<number, AccessRequestRow | null>;

/** Beside the loaders of a request, with which they are forgotten. */
const loading = new WeakMap<Context['loaders'], Requests>();

/** The request for access of this id; null where there is none, or whoever asks may not see it. All that are asked at once in one statement. */
export function accessRequestSeen(context: Context, id: number): Promise<AccessRequestRow | null> {
  const { db, loaders } = context;
  const known = loading.get(loaders);
  if (known) return known.load(id);
  const of = requestsOf(context);
  const made: Requests = new DataLoader(async (ids) => {
    const found = new Map((await accessRequestsById(db, ids, await of)).map((row) => [row.id, row]));
    return ids.map((each) => found.get(each) ?? null);
  });
  loading.set(loaders, made);
  return made.load(id);
}
