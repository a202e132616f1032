import { SingleBar } from 'cli-progress';

/** What a stage of a compilation is called, and where it stands. */
export interface EndedStage {
  readonly index: number;
  readonly of: number;
  readonly title: string;
}

/** A compilation that ends sooner shows no bar: it would only flicker. */
const PATIENCE_MS = 300;
const FORMAT = ' {bar} [{value}/{total}] {title}';

/** A bar of the stages that have ended, on a terminal; it is gone when the compilation is. */
export class ProgressBar {
  private readonly bar: SingleBar;
  private readonly started = performance.now();
  private readonly timer: NodeJS.Timeout;
  private last: EndedStage = { index: 0, of: 6, title: 'Compiling' };
  private shown = false;

  constructor(
    stream: NodeJS.WritableStream,
    private readonly patienceMs = PATIENCE_MS,
  ) {
    const look = { format: FORMAT, barsize: 24, barCompleteChar: '━', barIncompleteChar: '─' };
    this.bar = new SingleBar({ ...look, stream, hideCursor: true, clearOnComplete: true, linewrap: false });
    this.timer = setTimeout(() => this.show(), patienceMs).unref();
  }

  /** A stage has ended. */
  ended(stage: EndedStage): void {
    this.last = stage;
    if (performance.now() - this.started >= this.patienceMs) this.show();
  }

  /** Takes the bar away. */
  stop(): void {
    clearTimeout(this.timer);
    if (this.shown) this.bar.stop();
  }

  private show(): void {
    const { index, of, title } = this.last;
    if (!this.shown) this.bar.start(of, index, { title });
    this.shown = true;
    this.bar.setTotal(of);
    this.bar.update(index, { title });
  }
}
