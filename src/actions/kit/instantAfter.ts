import { durationSeconds } from '../../compiler/values/duration.js';

/**
 * The instant a duration (ISO 8601) after another, ISO 8601 UTC with milliseconds. Throws RangeError for what is no
 * duration of ISO 8601.
 */
export const instantAfter = (at: string, duration: string): string =>
  new Date(Date.parse(at) + durationSeconds(duration) * 1000).toISOString();
