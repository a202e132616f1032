/** What the command line asks for. */
export interface Asked {
  /** Fail where something fell below bench/budget.json. */
  readonly check: boolean;
  /** Write what was measured into bench/budget.json. */
  readonly record: boolean;
  /** The benches, each with the sizes that are asked of it; with none, its own. */
  readonly benches: ReadonlyMap<string, readonly number[]>;
}

/**
 * Reads `[--check] [--record] [bench [size...]]...`. No bench means all of them. Throws an Error that names the benches
 * where one is unknown.
 */
export function askedOf(args: readonly string[], known: readonly string[]): Asked {
  const benches = new Map<string, number[]>();
  let sizes: number[] | undefined;
  for (const each of args.filter((arg) => !arg.startsWith('--'))) {
    if (known.includes(each)) benches.set(each, (sizes = []));
    else if (/^[1-9]\d*$/.test(each) && sizes) sizes.push(Number(each));
    else throw new Error(`"${each}" is no bench: expected ${known.join(', ')}, each with sizes after it if any.`);
  }
  const unknown = args.find((arg) => arg.startsWith('--') && !['--check', '--record'].includes(arg));
  if (unknown) throw new Error(`"${unknown}" is not understood: expected --check or --record.`);
  return {
    check: args.includes('--check'),
    record: args.includes('--record'),
    benches: benches.size > 0 ? benches : new Map(known.map((name) => [name, []])),
  };
}
