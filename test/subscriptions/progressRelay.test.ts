import { describe, expect, it } from 'vitest';
import type { CompilationStage } from '../../src/schema/types/compilation/Compilation.js';
import { ProgressHub, type ProgressRelay, type ProgressTold } from '../../src/subscriptions/ProgressHub.js';

/** Processes that hear each other as those behind one port do: what is told is sent as text. */
class Processes {
  private readonly ears = new Map<number, Parameters<ProgressRelay['hear']>>();

  hub(own: number): ProgressHub {
    return new ProgressHub({
      tell: (told) => {
        for (const [number, [hears]] of this.ears)
          if (number !== own) hears(JSON.parse(JSON.stringify(told)) as ProgressTold, own);
      },
      hear: (...ears) => void this.ears.set(own, ears),
    });
  }

  end(which: number): void {
    this.ears.delete(which);
    for (const [, gone] of this.ears.values()) gone(which);
  }
}

const stage = (index: number): CompilationStage => ({
  index,
  of: 2,
  title: `stage ${index}`,
  status: 'passed',
  checks: [],
});

async function all(stages: AsyncIterable<readonly CompilationStage[]>): Promise<CompilationStage[]> {
  const seen: CompilationStage[] = [];
  for await (const each of stages) seen.push(...each);
  return seen;
}

describe('a compilation that another process carries out', () => {
  it('is watched from before it begins, while it runs and after its end', async () => {
    const processes = new Processes();
    const [here, there] = [processes.hub(1), processes.hub(2)];
    const before = all(there.follow('x'));
    const running = here.begin('x');
    running.stage(stage(1));
    const during = all(there.follow('x'));
    running.stage(stage(2));
    running.end();
    const expected = [stage(1), stage(2)];
    expect([await before, await during, await all(there.follow('x'))]).toEqual([expected, expected, expected]);
  });

  it('keeps its name from others while it runs', () => {
    const processes = new Processes();
    const [here, there] = [processes.hub(1), processes.hub(2)];
    const running = here.begin('x');
    expect(() => there.begin('x')).toThrow('A compilation named "x" is running');
    running.end();
    there.begin('x').end();
  });

  it('is over for those who watch when its process is gone; one of their own is not', async () => {
    const processes = new Processes();
    const [here, there] = [processes.hub(1), processes.hub(2)];
    here.begin('theirs').stage(stage(1));
    const own = there.begin('own');
    const [theirs, ours] = [all(there.follow('theirs')), all(there.follow('own'))];
    processes.end(1);
    expect(await theirs).toEqual([stage(1)]);
    own.stage(stage(2));
    own.end();
    expect(await ours).toEqual([stage(2)]);
  });
});
