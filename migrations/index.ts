import { Catalog1760000000001 } from './0001-catalog.js';
import { InputPortColumns1763800000002 } from './0002-input-port-columns.js';
import { Announcements1763800000003 } from './0003-announcements.js';
import { Lifecycle1763900000004 } from './0004-lifecycle.js';
import { History1764000000005 } from './0005-history.js';
import { ColumnsOrigin1764100000006 } from './0006-columns-origin.js';
import { AnnouncementsOverTime1764200000007 } from './0007-announcements-over-time.js';
import { ColumnLineage1764300000008 } from './0008-column-lineage.js';
import { KeptPromises1764400000009 } from './0009-kept-promises.js';
import { Counters1764600000011 } from './0011-counters.js';
import { SearchIndex1764700000012 } from './0012-search-index.js';
import { Words1764800000013 } from './0013-words.js';
import { Who1765000000015 } from './0015-who.js';
import { FeedCounters1765100000016 } from './0016-feed-counters.js';
import { Titles1765200000017 } from './0017-titles.js';
import { ProductTexts1765300000018 } from './0018-product-texts.js';
import { AccessRequests1765400000019 } from './0019-access-requests.js';
import { IdempotencyKeys1765500000020 } from './0020-idempotency-keys.js';
import { ObservationIds1765600000021 } from './0021-observation-ids.js';
import { DueObjectives1765800000023 } from './0023-due-objectives.js';
import { ProductTextStatistics1765800000024 } from './0024-product-text-statistics.js';
import { Maintenance1766000000026 } from './0026-maintenance.js';
import { Datasets1766000000029 } from './0029-datasets.js';
import { ObservedEdges1766000000030 } from './0030-observed-edges.js';
import { FeedRetention1766000000032 } from './0032-feed-retention.js';
import { Webhooks1766000000034 } from './0034-webhooks.js';
import { Partitions1766000000035 } from './0035-partitions.js';
import { ArtifactDigests1766000000036 } from './0036-artifact-digests.js';
import { ReadersOfPorts1766000000038 } from './0038-readers-of-ports.js';
import { ProductArtifacts1766000000040 } from './0040-product-artifacts.js';
import { ChangedSince1766000000041 } from './0041-changed-since.js';
import { CountedConsumers1766000000042 } from './0042-counted-consumers.js';
import { Runs1766000000044 } from './0044-runs.js';
import { ProbesCounted1766000000046 } from './0046-probes-counted.js';
import { Facets1766000000047 } from './0047-facets.js';
import { Terms1766000000048 } from './0048-terms.js';
import { Follows1766000000049 } from './0049-follows.js';

/** Every migration, in order. One that has landed is never edited. */
export const migrations = [
  Catalog1760000000001,
  InputPortColumns1763800000002,
  Announcements1763800000003,
  Lifecycle1763900000004,
  History1764000000005,
  ColumnsOrigin1764100000006,
  AnnouncementsOverTime1764200000007,
  ColumnLineage1764300000008,
  KeptPromises1764400000009,
  Counters1764600000011,
  SearchIndex1764700000012,
  Words1764800000013,
  Who1765000000015,
  FeedCounters1765100000016,
  Titles1765200000017,
  ProductTexts1765300000018,
  AccessRequests1765400000019,
  IdempotencyKeys1765500000020,
  ObservationIds1765600000021,
  DueObjectives1765800000023,
  ProductTextStatistics1765800000024,
  Maintenance1766000000026,
  Datasets1766000000029,
  ObservedEdges1766000000030,
  FeedRetention1766000000032,
  Webhooks1766000000034,
  Partitions1766000000035,
  ArtifactDigests1766000000036,
  ReadersOfPorts1766000000038,
  ProductArtifacts1766000000040,
  ChangedSince1766000000041,
  CountedConsumers1766000000042,
  Runs1766000000044,
  ProbesCounted1766000000046,
  Facets1766000000047,
  Terms1766000000048,
  Follows1766000000049,
];
