import { domainFacts } from '../../actions/guard/gatherSubjects.js';
import { domainManifests, highestManifests, manifestsByVersion } from '../../entities/reads/manifests.js';
import { unseenCounts } from '../../entities/reads/follows.js';
import { backlogs } from '../../entities/webhooks/webhooks.js';
import type { Batching } from '../batching/batching.js';
import type { TurnReader } from '../../entities/TurnReader.js';

/** What is read of manifests, webhooks and follows beside lookups. */
export const platformLoaders = (db: TurnReader, { oneBy, oneByParts }: Batching) => ({
  domainFactsByName: oneBy(
    (names: readonly string[]) => domainFacts(db, names),
    ({ domain }) => domain,
  ),
  backlogOfWebhook: oneBy(
    (ids: readonly number[]) => backlogs(db, ids),
    (row) => row.webhookId,
  ),
  unseenOfFollow: oneBy(
    (ids: readonly number[]) => unseenCounts(db, ids),
    (row) => row.id,
  ),
  highestManifest: oneBy(
    (names: readonly string[]) => highestManifests(db, names),
    (row) => row.name,
  ),
  manifestByVersion: oneByParts(
    (keys: readonly { name: string; version: string }[]) => manifestsByVersion(db, keys),
    (key) => `${key.name}@${key.version}`,
    (row) => `${row.name}@${row.version}`,
  ),
  manifestOfDomain: oneByParts(
    (keys: readonly { domain: string; version: string }[]) => domainManifests(db, keys),
    (key) => `${key.domain}@${key.version}`,
    (row) => `${row.domainName}@${row.version}`,
  ),
});
