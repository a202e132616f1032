import type { CharSet, RegexNode } from './node.js';
import { RegexError } from './regexError.js';

/** A step of the machine; `split` tries its first way before its second. */
export type Step =
  | { readonly op: 'char'; readonly set: CharSet }
  | { readonly op: 'edge'; readonly at: 'start' | 'end' }
  | { op: 'split'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { readonly op: 'mark'; readonly slot: 0 | 1 }
  | { readonly op: 'match' };

/** No pattern of names needs more; counts of counts would else grow without end. */
const MOST_STEPS = 2000;

/** The steps of a regular expression. Throws RegexError where it has more steps than a name needs. */
export function programOf(node: RegexNode): readonly Step[] {
  const steps: Step[] = [];
  emit(node, steps);
  return [...steps, { op: 'match' }];
}

function add<S extends Step>(steps: Step[], step: S): S {
  if (steps.length >= MOST_STEPS) throw new RegexError('more than a name needs');
  steps.push(step);
  return step;
}

function emit(node: RegexNode, steps: Step[]): void {
  if (node.kind === 'char') add(steps, { op: 'char', set: node.set });
  else if (node.kind === 'edge') add(steps, { op: 'edge', at: node.at });
  else if (node.kind === 'sequence') node.parts.forEach((part) => emit(part, steps));
  else if (node.kind === 'choice') emitChoice(node.options, steps);
  else if (node.kind === 'repeat') emitRepeat(node, steps);
  else {
    add(steps, { op: 'mark', slot: 0 });
    emit(node.part, steps);
    add(steps, { op: 'mark', slot: 1 });
  }
}

function emitChoice([option, ...others]: readonly RegexNode[], steps: Step[]): void {
  if (!option) return;
  if (others.length === 0) return emit(option, steps);
  const split = add(steps, { op: 'split', first: steps.length + 1, second: 0 });
  emit(option, steps);
  const jump = add(steps, { op: 'jump', to: 0 });
  split.second = steps.length;
  emitChoice(others, steps);
  jump.to = steps.length;
}

function emitRepeat({ part, min, max, lazy }: RegexNode & { kind: 'repeat' }, steps: Step[]): void {
  emitTimes(part, min, steps);
  if (max === null) return emitLoop(part, lazy, steps);
  const splits = Array.from({ length: max - min }, () => {
    const split = add(steps, { op: 'split', first: steps.length + 1, second: 0 });
    emit(part, steps);
    return split;
  });
  for (const split of splits) leaveTo(split, steps.length, lazy);
}

/** What has no steps, `()`, has none however often it is asked for. */
function emitTimes(part: RegexNode, times: number, steps: Step[]): void {
  for (let i = 0; i < times; i += 1) {
    const before = steps.length;
    emit(part, steps);
    if (steps.length === before) return;
  }
}

function emitLoop(part: RegexNode, lazy: boolean, steps: Step[]): void {
  const start = steps.length;
  const split = add(steps, { op: 'split', first: start + 1, second: 0 });
  emit(part, steps);
  add(steps, { op: 'jump', to: start });
  leaveTo(split, steps.length, lazy);
}

/** Where a repetition goes on when it is over: greedy last, lazy first. */
function leaveTo(split: Step & { op: 'split' }, end: number, lazy: boolean): void {
  split.second = lazy ? split.first : end;
  if (lazy) split.first = end;
}
