type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** At least this long: where it is not, an eighth longer than asked, so that growing by one at a time stays cheap. */
export function grown<T extends Numbers>(array: T, length: number): T {
  if (array.length >= length) return array;
  const longer = new (array.constructor as new (length: number) => T)(length + (length >>> 3) + 64);
  longer.set(array as never);
  return longer;
}
