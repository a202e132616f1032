import { holdsChar } from './charSets.js';
import type { Step } from './program.js';

/** Where the group `stem` began and ended; -1 where it took no part. */
type Marks = readonly [number, number];
interface Thread {
  readonly step: number;
  readonly marks: Marks;
}

const UNMARKED: Marks = [-1, -1];

/**
 * Finds a regular expression in a text, at the first place where it matches; null where it does not. All ways are
 * walked at once (Thompson's construction, Pike's order), so the time is at most the length of the text times that of
 * the program, whatever the pattern: there is no backtracking that could blow up.
 */
export function runProgram(program: readonly Step[], text: string): Marks | null {
  let threads: Thread[] = [];
  let found: Marks | null = null;
  for (let position = 0; position <= text.length; position += 1) {
    const front = new Front(program, position, text.length);
    for (const { step, marks } of threads) front.enter(step, marks);
    if (!found) front.enter(0, UNMARKED);
    found = front.matched ?? found;
    threads = front.over(text.charCodeAt(position));
    if (threads.length === 0 && found) break;
  }
  return found;
}

/** The steps that wait for the character at one position, in the order in which backtracking would try them. */
class Front {
  private readonly seen = new Set<number>();
  private readonly waiting: Thread[] = [];
  /** The marks of a match; whatever has a lower priority than it is left out. */
  matched: Marks | null = null;

  constructor(
    private readonly program: readonly Step[],
    private readonly position: number,
    private readonly end: number,
  ) {}

  enter(at: number, with_: Marks): void {
    const stack: Thread[] = [{ step: at, marks: with_ }];
    for (let top = stack.pop(); top && !this.matched; top = stack.pop()) {
      const { step: number, marks } = top;
      const step = this.program[number];
      if (!step || this.seen.has(number)) continue;
      this.seen.add(number);
      if (step.op === 'char') this.waiting.push(top);
      else if (step.op === 'match') this.matched = marks;
      else stack.push(...this.follow(step, number, marks));
    }
  }

  /** Where a step that reads nothing leads; the way to try first comes last. */
  private follow(step: Step, number: number, marks: Marks): Thread[] {
    if (step.op === 'jump') return [{ step: step.to, marks }];
    if (step.op === 'split') return [step.second, step.first].map((way) => ({ step: way, marks }));
    if (step.op === 'mark') {
      const next: Marks = step.slot === 0 ? [this.position, marks[1]] : [marks[0], this.position];
      return [{ step: number + 1, marks: next }];
    }
    const here = step.op === 'edge' && this.position === (step.at === 'start' ? 0 : this.end);
    return here ? [{ step: number + 1, marks }] : [];
  }

  over(code: number): Thread[] {
    return this.waiting.flatMap(({ step: number, marks }) => {
      const step = this.program[number];
      return step?.op === 'char' && holdsChar(step.set, code) ? [{ step: number + 1, marks }] : [];
    });
  }
}
