import { durationSeconds, parseDuration } from '../../values/duration.js';
import { parsePercentage } from '../../values/percentage.js';

/** What "stricter" means for one kind of value (decision 8). */
export interface Strength {
  /** True where `child` asks for as much as `parent` or more. */
  holds(parent: unknown, child: unknown): boolean;
  /** What a lower tier may state under `parent`: "70 or more". */
  demand(parent: unknown): string;
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function measured(measure: (value: unknown) => number | null, words: string): Strength {
  return {
    holds(parent, child) {
      const [low, high] = [measure(parent), measure(child)];
      return low !== null && high !== null && high >= low;
    },
    demand: (parent) => `${shown(parent)} ${words}`,
  };
}

const percentage = (value: unknown): number | null =>
  typeof value === 'number' || typeof value === 'string' ? parsePercentage(value) : null;

function seconds(value: unknown): number | null {
  const iso = typeof value === 'string' ? parseDuration(value) : null;
  return iso === null ? null : durationSeconds(iso);
}

/** A coverage, availability or quality: higher is stricter. */
export const higherPercentage = measured(percentage, 'or more');

/** retention_max_days: lower is stricter. */
export const lowerNumber = measured((value) => (typeof value === 'number' ? -value : null), 'or less');

/** A notice period: longer is stricter. */
export const longerDuration = measured(seconds, 'or longer');

/** A requirement: true is stricter. */
export const trueWins: Strength = {
  holds: (parent, child) => parent !== true || child === true,
  demand: (parent) => shown(parent),
};

/** The words of a scale, weakest first; a step may hold several words. */
export function scale(...steps: readonly (string | boolean | readonly (string | boolean)[])[]): Strength {
  const rank = (value: unknown): number | null => {
    const at = steps.findIndex((step) => (Array.isArray(step) ? step : [step]).some((word) => word === value));
    return at < 0 ? null : at;
  };
  return {
    holds: (parent, child) => (rank(child) ?? -1) >= (rank(parent) ?? steps.length),
    demand: (parent) => `${shown(parent)}${rank(parent) === steps.length - 1 ? '' : ' or stricter'}`,
  };
}

/** A list of what is allowed: fewer is stricter. */
export const fewerAllowed: Strength = {
  holds: (parent, child) =>
    Array.isArray(parent) && Array.isArray(child) && child.every((each) => parent.includes(each)),
  demand: (parent) => `nothing beside ${shown(parent)}`,
};

const PROMISES: Readonly<Record<string, readonly string[]>> = {
  none: [],
  backward: ['backward'],
  forward: ['forward'],
  full: ['backward', 'forward'],
  backward_transitive: ['backward', 'backward to all'],
  forward_transitive: ['forward', 'forward to all'],
  full_transitive: ['backward', 'forward', 'backward to all', 'forward to all'],
};

/** Schema compatibility: a mode is as strict as another where it promises all that the other promises. */
export const morePromises: Strength = {
  holds: (parent, child) => {
    const kept = PROMISES[String(child)] ?? [];
    return (PROMISES[String(parent)] ?? []).every((promise) => kept.includes(promise));
  },
  demand: (parent) => `${shown(parent)} or a mode that promises as much`,
};
