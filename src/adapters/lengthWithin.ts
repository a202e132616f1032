/** How many characters the texts in plain data have together; null for more than the limit: it stops counting there. */
export function lengthWithin(limit: number, data: unknown): number | null {
  let length = 0;
  const count = (value: unknown): boolean => {
    if (typeof value === 'string') length += value.length;
    else if (typeof value === 'object' && value !== null)
      for (const each of Object.values(value)) if (count(each)) break;
    return length > limit;
  };
  return count(data) ? null : length;
}
