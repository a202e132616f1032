import { domainFacts } from '../../actions/guard/gatherSubjects.js';
import { domainManifests, highestManifests, manifestsByVersion } from '../../entities/reads/manifests.js';
import { backlogs } from '../../entities/webhooks/webhooks.js';
import type { Batching } from '../batching/batching.js';
import type { TurnReader } from '../../entities/TurnReader.js';

/** What is read of manifests and webhooks beside lookups. */
export const platformLoaders = (db: TurnReader, { oneBy, oneByParts }: Batching) => ({
  domainFactsByName: oneBy(
    (names: readonly string[]) => domainFacts(db, names),
    ({ domain }) => domain,
  ),
  backlogOfWebhook: oneBy(
    (ids: readonly number[]) => backlogs(db, ids),
    (row) => row.webhookId,
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
