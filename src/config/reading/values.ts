export function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new Error(`a whole number from ${least} to ${most}`);
  };
}

export function oneOf<const T extends string>(values: readonly T[]): (text: string) => T {
  return (text) => {
    const value = values.find((each) => each === text);
    if (value) return value;
    throw new Error(`one of ${values.join(', ')}`);
  };
}

export const text = (value: string): string => value;

export function listOf(values: readonly string[]): (text: string) => readonly string[] {
  return (given) => {
    const list = given.split(',').map((each) => each.trim());
    if (list.every((each) => values.includes(each))) return list;
    throw new Error(`one or more of ${values.join(', ')}, with commas between them`);
  };
}

export function secret(value: string): string {
  if (value.length >= 32) return value;
  throw new Error('at least 32 characters, chosen at random');
}

/** Keys of 32 bytes in base64, with commas between them; the first is that which is used. */
export function keyring(value: string): readonly [Buffer, ...Buffer[]] {
  const [first, ...others] = value.split(',').map((each) => Buffer.from(each.trim(), 'base64'));
  if (first?.length === 32 && others.every(({ length }) => length === 32)) return [first, ...others];
  throw new Error('32 random bytes in base64 (openssl rand -base64 32), or several such with commas between them');
}

export function streamName(value: string): string {
  if (/^[\w-]+$/.test(value)) return value;
  throw new Error('a name of letters, digits, "-" and "_"');
}

/** What CloudEvents takes as a source. */
export function uriReference(value: string): string {
  if (/^[^\s<>"{}|\\^`]+$/.test(value)) return value;
  throw new Error('a URI, e.g. https://catalog.acme.com');
}
