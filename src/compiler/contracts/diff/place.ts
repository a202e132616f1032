import type { Place, Step } from './change.js';

const IN = { items: '[]', values: '{}', keys: '{key}' } as const;
/** A name that would read as something else in a path stands in backticks. */
const named = (name: string): string => (/^[\w$-]+$/.test(name) ? name : `\`${name}\``);

const stepText = (step: Step): string => ('column' in step ? `.${named(step.column)}` : IN[step.in]);

/** `columns.address.city`, `columns.tags[]`, `columns.prices{}.amount`; of a property `columns.name.type`. */
export function pathOf(place: Place, property?: string): string {
  return `columns${place.map(stepText).join('')}${property === undefined ? '' : `.${property}`}`;
}
