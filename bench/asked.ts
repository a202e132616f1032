import { DIALECTS, type Dialect } from './stores/stores.js';

/** What the command line asks for. */
export interface Asked {
  /** Fail where something fell below bench/budget.json. */
  readonly check: boolean;
  /** Write what was measured into bench/budget.json. */
  readonly record: boolean;
  /** The stores that are measured: both, or the one that is named. */
  readonly dialects: readonly Dialect[];
  /** A folder in which companies are kept from one run to the next; null where none is named. */
  readonly kept: string | null;
  /** The benches, each with the sizes that are asked of it; with none, its own. */
  readonly benches: ReadonlyMap<string, readonly number[]>;
}

const VALUES = ['--store', '--keep'] as const;

/** What follows a flag in the form `--flag=value`. */
const valueOf = (args: readonly string[], flag: (typeof VALUES)[number]): string | null =>
  args.find((each) => each.startsWith(`${flag}=`))?.slice(flag.length + 1) ?? null;

function dialectsOf(store: string | null): readonly Dialect[] {
  const named = DIALECTS.filter((each) => store === null || each === store);
  if (named.length === 0) throw new Error(`--store=${store} is none: expected ${DIALECTS.join(' or ')}.`);
  return named;
}

/**
 * Reads `[--check] [--record] [--store=SQLite] [--keep=folder] [bench [size...]]...`. No bench means all of them. Throws an
 * Error that names what is expected where something is unknown.
 */
export function askedOf(args: readonly string[], known: readonly string[]): Asked {
  const benches = new Map<string, number[]>();
  let sizes: number[] | undefined;
  for (const each of args.filter((arg) => !arg.startsWith('--'))) {
    if (known.includes(each)) benches.set(each, (sizes = []));
    else if (/^[1-9]\d*$/.test(each) && sizes) sizes.push(Number(each));
    else throw new Error(`"${each}" is no bench: expected ${known.join(', ')}, each with sizes after it if any.`);
  }
  const isKnown = (arg: string): boolean =>
    ['--check', '--record'].includes(arg) || VALUES.some((each) => arg.startsWith(`${each}=`));
  const unknown = args.find((arg) => arg.startsWith('--') && !isKnown(arg));
  if (unknown)
    throw new Error(`"${unknown}" is not understood: expected --check, --record, --store=SQLite or --keep=folder.`);
  return {
    check: args.includes('--check'),
    record: args.includes('--record'),
    dialects: dialectsOf(valueOf(args, '--store')),
    kept: valueOf(args, '--keep'),
    benches: benches.size > 0 ? benches : new Map(known.map((name) => [name, []])),
  };
}
