/** Whether the texts in plain data have more characters than this together. Stops counting where they have. */
export function isLargerThan(limit: number, data: unknown): boolean {
  let left = limit;
  const count = (value: unknown): boolean => {
    if (typeof value === 'string') left -= value.length;
    else if (typeof value === 'object' && value !== null)
      for (const each of Object.values(value)) if (count(each)) break;
    return left < 0;
  };
  return count(data);
}
