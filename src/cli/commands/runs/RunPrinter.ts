import type { StepEvent } from '../../../adapters/steps/runSteps.js';
import { ProgressBar } from '../../terminal/ProgressBar.js';
import type { Terminal } from '../../terminal/Terminal.js';

/** Whom a run is told to beside the catalog: a person, or with `--json` a program, line by line. */
export interface RunPrinter {
  begun(run: object): void;
  step(event: StepEvent): void;
  log(step: string, line: string): void;
  ended(run: object, words: string): void;
}

/** A JSON object a line, each with what happened in `event`. */
export const jsonPrinter = ({ out }: Terminal): RunPrinter => {
  const told = (event: string, of: object): void => out(JSON.stringify({ event, ...of }));
  return {
    begun: (run) => told('begun', run),
    step: (event) => told('step', event),
    log: (step, line) => told('log', { step, line }),
    ended: (run) => told('ended', run),
  };
};

const seconds = (from: string, to: string): string => `${((Date.parse(to) - Date.parse(from)) / 1000).toFixed(2)} s`;

/** A line a step as it ends; on a terminal with a bar of those that are left. */
class TextPrinter implements RunPrinter {
  private readonly bar: ProgressBar | null;
  private readonly begins = new Map<string, string>();
  private readonly lines: string[] = [];
  private count = 0;

  constructor(
    private readonly terminal: Terminal,
    private readonly of: number,
  ) {
    this.bar = terminal.progressTo ? new ProgressBar(terminal.progressTo) : null;
  }

  begun(): void {
    // What is run is told by its steps.
  }

  step({ step, status, at, message, again }: StepEvent): void {
    if (status === 'running') return void this.begins.set(step, at);
    const { paint } = this.terminal;
    const good = status === 'succeeded';
    const mark = good ? paint('green', '✓') : paint('red', '✗');
    const how = again ? 'succeeded before' : good ? seconds(this.begins.get(step) ?? at, at) : status;
    this.line(`${mark} ${step} (${how})`);
    if (message !== null) this.line(`  ${message.replaceAll('\n', '\n  ')}`);
    this.bar?.ended({ index: ++this.count, of: this.of, title: step });
  }

  log(_step: string, line: string): void {
    this.line(`  ${line}`);
  }

  ended(_run: object, words: string): void {
    this.bar?.stop();
    for (const line of this.lines.splice(0)) this.terminal.out(line);
    this.terminal.out(words);
  }

  /** Beside a bar that moves nothing is written. */
  private line(text: string): void {
    if (this.bar) this.lines.push(text);
    else this.terminal.out(text);
  }
}

export const textPrinter = (terminal: Terminal, steps: number): RunPrinter => new TextPrinter(terminal, steps);
