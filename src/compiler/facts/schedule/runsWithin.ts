import { durationSeconds, secondsToDuration } from '../../values/duration.js';

/**
 * The longest that data waits for the run that brings newer data to end (docs/decisions/0009): the longest gap between
 * the beginnings of two runs, and what a run takes.
 */
export function runsWithin(longestGapSeconds: number, duration: string | null): string {
  return secondsToDuration(longestGapSeconds + (duration === null ? 0 : durationSeconds(duration)));
}
