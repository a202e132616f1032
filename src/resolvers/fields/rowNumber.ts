/** The largest number that a row has on both stores. */
const LARGEST = 2_147_483_647;

/** The number of a row, as keys of global ids hold it; 0, which finds nothing, for what is none. */
export function rowNumber(key: string): number {
  const value = /^\d{1,10}$/.test(key) ? Number(key) : 0;
  return value <= LARGEST ? value : 0;
}
