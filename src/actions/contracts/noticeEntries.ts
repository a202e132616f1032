import type { JudgedChange } from '../../compiler/contracts/judge.js';
import type { AnnouncementRow } from '../../entities/rows/contracts/AnnouncementRow.js';
import type { FeedEntry } from './outcome.js';

type Announced = Pick<AnnouncementRow, 'version' | 'effectiveAt'>;

/** What a contract is told of the changes that an announced version makes to it. */
export const announcedEntries = (
  { version, effectiveAt }: Announced,
  changes: readonly JudgedChange[],
): readonly FeedEntry[] =>
  changes.map(({ severity, path, before, after, message }) => ({
    kind: 'BREAKING_CHANGE_ANNOUNCED',
    severity,
    path,
    before,
    after,
    effectiveAt,
    message: `${version}: ${message}`,
  }));

/** What a contract is told of announced changes that are not to come, or have come about already. */
export const takenBackEntries = (
  { version }: Announced,
  changes: readonly JudgedChange[],
  why: string,
): readonly FeedEntry[] =>
  changes.map(({ path, message }) => ({
    kind: 'ANNOUNCEMENT_WITHDRAWN',
    severity: 'info',
    path,
    before: version,
    after: null,
    message: `${why} ${message}`,
  }));

/** What a contract is told of an announcement that is taken back as a whole. */
export const withdrawnEntry = ({ version }: Announced, message: string): FeedEntry => ({
  kind: 'ANNOUNCEMENT_WITHDRAWN',
  severity: 'info',
  path: '',
  before: version,
  after: null,
  message,
});

/** What a contract is told of an announcement that goes on: against another version that stands, or from a later day. */
export const standsEntry = (
  { effectiveAt }: Announced,
  change: { readonly before: string; readonly after: string; readonly message: string },
): FeedEntry => ({
  kind: 'ANNOUNCEMENT_STANDS',
  severity: 'info',
  path: '',
  before: change.before,
  after: change.after,
  effectiveAt,
  message: change.message,
});
