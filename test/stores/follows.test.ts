import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../src/entities/database.js';
import { followedKind, unseenCounts } from '../../src/entities/reads/follows.js';
import { COMPANY, publishManifests, publishSketches } from '../resolvers/company.js';
import { Graph } from '../resolvers/graph.js';
import { newDatabaseUrl } from '../support/databases.js';
import { scansOf } from '../support/plans.js';

// PostgreSQL is told in tests of few of the tables that this reads, that they are large.
describe('what is unseen of what is followed', () => {
  let graph: Graph;
  let url: string;
  beforeAll(async () => {
    url = await newDatabaseUrl('sqlite');
    graph = await Graph.open('sqlite', () => Database.open(url));
    await publishManifests(graph.kit);
    await publishSketches(graph.kit, COMPANY);
  });
  afterAll(() => graph.close());

  it('is counted for all in one statement that scans no table which grows with the mesh', async () => {
    const { statements } = await graph.db.countStatements(async () => {
      await unseenCounts(graph.db, [1, 2, 3]);
      await followedKind(graph.db, 'sales.customer-360');
    });
    expect(statements).toHaveLength(2);
    const scans = await Promise.all(statements.map((statement) => scansOf(graph.db, url, statement)));
    expect(scans.flat()).toEqual([]);
  });
});
