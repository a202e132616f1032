/** Reads "99.9%", "99.9" or 99.9 as a number from 0 to 100; null where it is none. */
export function parsePercentage(text: string | number): number | null {
  const value = typeof text === 'number' ? text : /^\s*\d+(\.\d+)?\s*%?\s*$/.test(text) ? Number.parseFloat(text) : NaN;
  return value >= 0 && value <= 100 ? value : null;
}

/** 99.9 is "99.9%" (ADR-0021's console). */
export function formatPercentage(value: number): string {
  return `${Number(value.toFixed(4))}%`;
}
