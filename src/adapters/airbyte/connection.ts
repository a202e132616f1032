import * as z from 'zod';
import { nearest } from '../../compiler/values/nearest.js';
import { SystemError } from '../system/SystemError.js';
import type { Airbyte } from './Airbyte.js';
import { allOf } from './lists.js';

/** A stream of a connection, in Airbyte's own words. */
export interface AirbyteStream {
  readonly name: string;
  readonly syncMode?: string;
  readonly cursorField?: readonly string[];
  readonly primaryKey?: readonly (readonly string[])[];
}

/** The connection of an input port: what brings its data in. */
export interface ConnectionWanted {
  /** By this name it is found again. */
  readonly name: string;
  /** The names of its source and its destination, which stand in Airbyte. */
  readonly source: string;
  readonly destination: string;
  /** The id of the workspace; absent: all that may be seen. */
  readonly workspace?: string;
  /** Absent: all of the source. */
  readonly streams?: readonly AirbyteStream[];
  readonly prefix?: string;
  readonly namespaceFormat?: string;
}

const source = z.object({ sourceId: z.string(), name: z.string() });
const destination = z.object({ destinationId: z.string(), name: z.string() });
const connection = z.object({
  connectionId: z.string(),
  name: z.string(),
  sourceId: z.string(),
  destinationId: z.string(),
  status: z.string(),
});
type Connection = z.infer<typeof connection>;

interface Named {
  readonly name: string;
}

/** The one of this name. Throws SystemError NOT_FOUND with what may be meant, AMBIGUOUS for several. */
function theOne<T extends Named>(all: readonly T[], name: string, what: string): T {
  const [found, another] = all.filter((each) => each.name === name);
  const where = `airbyte ${what} "${name}"`;
  if (found && another)
    throw new SystemError({
      code: 'AMBIGUOUS',
      where,
      what: 'there are several of that name',
      mend: 'Name the workspace in the config of the port, or rename one',
    });
  if (found) return found;
  const names = all.map((each) => each.name);
  const meant = nearest(name, names);
  throw new SystemError({
    code: 'NOT_FOUND',
    where,
    what: `there is none${names.length === 0 ? '' : `; there are ${names.slice(0, 6).join(', ')}`}`,
    mend: meant === null ? `Set it up in Airbyte: it holds the credentials` : `Did you mean ${meant}?`,
  });
}

/** Statuses in which a connection can be synced. */
const ACTIVE = 'active';

function usable(
  { name, status, ...standing }: Connection,
  ends: Pick<Connection, 'sourceId' | 'destinationId'>,
): string {
  const where = `airbyte connection "${name}"`;
  if (standing.sourceId !== ends.sourceId || standing.destinationId !== ends.destinationId)
    throw new SystemError({
      code: 'NOT_AS_ASKED',
      where,
      what: 'it leads from another source, or to another destination, than the port says',
      mend: 'Rename it, or name another connection in the config of the port',
    });
  if (status !== ACTIVE)
    throw new SystemError({ code: 'REFUSED', where, what: `it is ${status}`, mend: 'Turn it on in Airbyte' });
  return standing.connectionId;
}

/**
 * The id of the connection of this name between its source and its destination; it is made where there is none. What stands
 * is not changed. Throws SystemError.
 */
export async function findOrMakeConnection(
  airbyte: Airbyte,
  wanted: ConnectionWanted,
): Promise<{ readonly connectionId: string; readonly isNew: boolean }> {
  const query: Record<string, string> = wanted.workspace === undefined ? {} : { workspaceIds: wanted.workspace };
  const { sourceId } = theOne(await allOf(airbyte, source, '/sources', query), wanted.source, 'source');
  const to = theOne(await allOf(airbyte, destination, '/destinations', query), wanted.destination, 'destination');
  const ends = { sourceId, destinationId: to.destinationId };
  const standing = async (): Promise<Connection | undefined> => {
    const named = (await allOf(airbyte, connection, '/connections', query)).filter(({ name }) => name === wanted.name);
    return named.length === 0 ? undefined : theOne(named, wanted.name, 'connection');
  };
  const found = await standing();
  if (found) return { connectionId: usable(found, ends), isNew: false };
  const { name, streams, prefix, namespaceFormat } = wanted;
  const asked = {
    name,
    ...ends,
    schedule: { scheduleType: 'manual' }, // `floe run` says when
    ...(streams && { configurations: { streams } }),
    ...(prefix !== undefined && { prefix }),
    ...(namespaceFormat !== undefined && { namespaceDefinition: 'custom_format', namespaceFormat }),
  };
  try {
    const made = await airbyte.make(connection.pick({ connectionId: true }), '/connections', asked);
    return { connectionId: made.connectionId, isNew: true };
  } catch (error) {
    // Where the answer was lost, it may have been made all the same.
    const made = error instanceof SystemError && error.code !== 'REFUSED' ? await standing() : undefined;
    if (!made) throw error;
    return { connectionId: usable(made, ends), isNew: true };
  }
}
