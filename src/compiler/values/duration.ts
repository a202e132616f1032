const DOCUMENT_FORM = /^(?:\d+(?:\.\d+)?[wdhms])+$/;
const ISO_FORM = /^P(?!$)(?:(\d+)W)?(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * Reads a duration as documents write it ("6h", "7d", "90m", "1d12h") or as ISO 8601 ("PT6H") and returns ISO 8601 in
 * the units that were written: "24h" becomes "PT24H", not "P1D". Returns null where the text is neither. Calendar
 * months and years are refused, for they have no fixed length.
 */
export function parseDuration(text: string): string | null {
  const trimmed = text.trim();
  if (ISO_FORM.test(trimmed)) return trimmed;
  if (!DOCUMENT_FORM.test(trimmed)) return null;
  let date = '';
  let time = '';
  let lastRank = -1;
  const ranks = 'wdhms';
  for (const [, amount = '', unit = ''] of trimmed.matchAll(/(\d+(?:\.\d+)?)([wdhms])/g)) {
    const rank = ranks.indexOf(unit);
    if (rank <= lastRank || (amount.includes('.') && unit !== 's')) return null;
    lastRank = rank;
    if (unit === 'w' || unit === 'd') date += `${Number(amount)}${unit.toUpperCase()}`;
    else time += `${Number(amount)}${unit.toUpperCase()}`;
  }
  return `P${date}${time ? `T${time}` : ''}`;
}

/** The length in seconds of an ISO 8601 duration as `parseDuration` returns it. Throws RangeError for anything else. */
export function durationSeconds(iso: string): number {
  const match = ISO_FORM.exec(iso);
  if (!match) throw new RangeError(`"${iso}" is not an ISO 8601 duration of weeks, days, hours, minutes and seconds`);
  const [, w, d, h, m, s] = match;
  return (
    Number(w ?? 0) * 604_800 + Number(d ?? 0) * 86_400 + Number(h ?? 0) * 3_600 + Number(m ?? 0) * 60 + Number(s ?? 0)
  );
}

/**
 * The documents' spelling of an ISO 8601 duration: "PT6H" is "6h", "P1DT12H" is "1d12h" (ADR-0021's console). Throws
 * RangeError for what is no duration of ISO 8601.
 */
export function formatDuration(iso: string): string {
  durationSeconds(iso);
  return iso.replace(/[PT]/g, '').toLowerCase();
}

/** A whole number of seconds as ISO 8601, in the largest units that hold it: 21600 is "PT6H", 86400 is "P1D". */
export function secondsToDuration(seconds: number): string {
  if (seconds === 0) return 'PT0S';
  let rest = seconds;
  const take = (unit: number): number => {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    return count;
  };
  const days = take(86_400);
  const [hours, minutes] = [take(3_600), take(60)];
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest ? `${rest}S` : ''}`;
  return `P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}
