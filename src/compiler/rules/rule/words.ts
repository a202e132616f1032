/** "a, b, and c": the ADR's comma before the last of three or more. */
export function enumerate(items: readonly string[], word: 'and' | 'or'): string {
  const [last = '', ...rest] = [...items].reverse();
  if (rest.length === 0) return last;
  return `${rest.reverse().join(', ')}${rest.length > 1 ? ',' : ''} ${word} ${last}`;
}

/** The first few of many: "a, b, c and 4 more". */
export function some(items: readonly string[], most = 3): string {
  const more = items.length - most;
  return more > 0 ? `${items.slice(0, most).join(', ')} and ${more} more` : items.join(', ');
}
