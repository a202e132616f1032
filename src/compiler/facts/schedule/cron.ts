import { CronExpressionParser, type CronExpression } from 'cron-parser';
import { remembering } from '../../values/remembering.js';

export type CronReading =
  | { readonly longestGapSeconds: number; readonly error: null }
  | { readonly longestGapSeconds: null; readonly error: string };

const DAY_SECONDS = 86_400;
/** 2024-01-01T00:00Z, a Monday: an anchor, so that nothing depends on today. */
const ANCHOR_MS = 1_704_067_200_000;
/** Eight years hold every pattern of week days and leap days that schedules meet. */
const DAYS = 2922;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** At most so many runs are walked for days that no table of numbers says: `L`, `1#2`. */
const MOST_RUNS = 150;

/** The names of crontab(5), as orchestrators take them. */
const NAMED: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/**
 * The longest time between two runs of a schedule, in seconds, over fixed years and by the schedule's own clock: a daily
 * run is a day apart, also in the night that a time zone makes an hour longer (docs/decisions/0009). The error says what
 * is wrong with an expression or zone that is none.
 */
export const readCron = remembering((cron: string, timezone: string): CronReading => {
  const invalid = (error: string): CronReading => ({ longestGapSeconds: null, error });
  const named = Object.hasOwn(NAMED, cron.trim()) ? NAMED[cron.trim()] : undefined;
  const fields = (named ?? cron).trim().split(/\s+/);
  if (fields.length !== 5)
    return invalid('a cron expression has five fields: minute, hour, day of month, month, day of week');
  if (fields.some((field) => /(^|[,/-])H/.test(field))) return invalid("'H' means a random time");
  if (!isTimeZone(timezone)) return invalid(`'${timezone}' is no IANA time zone`);
  try {
    const local = longestLocalGap(fields);
    return local === null ? invalid('it never runs twice') : { longestGapSeconds: local, error: null };
  } catch (error) {
    return invalid(error instanceof Error ? error.message : String(error));
  }
});

const parse = (cron: string, at: number): CronExpression =>
  CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: at });
const numbers = (values: readonly (number | string)[]): number[] => values.map(Number).filter(Number.isFinite);

/** By the schedule's own clock: within a day, and from the last run of a day to the first of the next day that has one. */
function longestLocalGap(fields: readonly string[]): number | null {
  const [minute = '', hour = '', ...days] = fields;
  const times = parse(`${minute} ${hour} * * *`, ANCHOR_MS).fields;
  const hours = numbers(times.hour.values);
  const daily = hours
    .flatMap((each) => numbers(times.minute.values).map((at) => each * 3600 + at * 60))
    .sort((a, b) => a - b);
  const [first = 0] = daily;
  const last = daily.at(-1) ?? first;
  const within = longestStep(daily);
  const between = longestStep(runDays(days));
  return between === null ? null : Math.max(within ?? 0, between * DAY_SECONDS - last + first);
}

function longestStep(values: readonly number[]): number | null {
  const steps = values.slice(1).map((value, index) => value - (values[index] ?? value));
  return steps.length === 0 ? null : steps.reduce((a, b) => Math.max(a, b));
}

/** The days on which it runs, as days since the anchor. */
function runDays(fields: readonly string[]): number[] {
  if (fields.every((field) => field === '*')) return [0, 1];
  const expression = parse(`0 0 ${fields.join(' ')}`, ANCHOR_MS - 1);
  const { dayOfMonth, dayOfWeek, month } = expression.fields;
  if (
    [...dayOfMonth.values, ...dayOfWeek.values].some((each) => typeof each === 'string') ||
    /#/.test(fields.join(' '))
  )
    return walked(expression);
  const isDay = dayTest(dayOfMonth, dayOfWeek);
  return calendar()
    .filter((date) => numbers(month.values).includes(date.month) && isDay(date))
    .map(({ index }) => index);
}

interface DayField {
  readonly values: readonly (number | string)[];
  readonly isWildcard: boolean;
}

/** cron's rule: where both day fields are restricted, either suffices. */
function dayTest(ofMonth: DayField, ofWeek: DayField): (date: CalendarDay) => boolean {
  const [monthDays, weekDays] = [
    new Set(numbers(ofMonth.values)),
    new Set(numbers(ofWeek.values).map((each) => each % 7)),
  ];
  if (ofMonth.isWildcard) return ({ weekDay }) => weekDays.has(weekDay);
  if (ofWeek.isWildcard) return ({ day }) => monthDays.has(day);
  return ({ day, weekDay }) => monthDays.has(day) || weekDays.has(weekDay);
}

function walked(expression: CronExpression): number[] {
  const days: number[] = [];
  while (days.length < MOST_RUNS && (days.at(-1) ?? 0) < DAYS)
    days.push(Math.floor((expression.next().getTime() - ANCHOR_MS) / (DAY_SECONDS * 1000)));
  return days;
}

interface CalendarDay {
  readonly index: number;
  readonly day: number;
  readonly month: number;
  readonly weekDay: number;
}

function calendar(): CalendarDay[] {
  let [year, month, day] = [2024, 1, 1];
  return Array.from({ length: DAYS }, (_, index) => {
    const date = { index, day, month, weekDay: (index + 1) % 7 };
    const length = (MONTH_DAYS[month - 1] ?? 30) + (month === 2 && year % 4 === 0 ? 1 : 0);
    [month, day] = day === length ? [month + 1, 1] : [month, day + 1];
    if (month > 12) [year, month] = [year + 1, 1];
    return date;
  });
}

function isTimeZone(timezone: string): boolean {
  if (timezone === 'UTC') return true; // the usual one; asking for it costs more than reading the expression
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
