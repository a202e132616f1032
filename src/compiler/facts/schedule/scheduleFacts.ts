import type { Decoded } from '../../document/decode.js';
import type { DataProduct } from '../../document/product.js';
import { parseDuration } from '../../values/duration.js';
import type { SourceLocation } from '../../source.js';
import { runsWithin } from './runsWithin.js';
import { readCron, type CronReading } from './cron.js';

/** A schedule as the document writes it, and what comes of it. */
export interface ScheduleFacts {
  readonly cron: string;
  readonly timezone: string;
  /** ISO 8601; null where the document does not say how long a run takes. */
  readonly duration: string | null;
  readonly reading: CronReading;
  /** The longest that data waits for the next run to end (ISO 8601); null where the schedule cannot be read. */
  readonly runsWithin: string | null;
  readonly location: SourceLocation;
  readonly durationLocation: SourceLocation;
}

/** The schedule of a product; null where it has none. */
export function scheduleFacts(document: Decoded<DataProduct>): ScheduleFacts | null {
  const { schedule } = document.value;
  if (!schedule) return null;
  const { cron, timezone } = schedule;
  const reading = readCron(cron, timezone);
  const duration = schedule.duration === undefined ? null : parseDuration(schedule.duration);
  return {
    cron,
    timezone,
    duration,
    reading,
    runsWithin: reading.error === null ? runsWithin(reading.longestGapSeconds, duration) : null,
    location: document.locate(['schedule', 'cron']),
    durationLocation: document.locate(['schedule', 'duration']),
  };
}
