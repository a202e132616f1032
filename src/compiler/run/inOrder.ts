import type { RunModel } from './plan.js';

interface Ordered {
  readonly ordered: RunModel[];
  /** Those that read each other. */
  readonly circle: RunModel[];
}

/** Models, each behind all that it asks for, else as they came. */
function behind(models: readonly RunModel[], asks: (model: RunModel) => readonly string[]): Ordered {
  const names = new Set(models.map(({ name }) => name));
  const done = new Set<string>();
  const ordered: RunModel[] = [];
  let left = models;
  for (;;) {
    const next = left.filter((model) =>
      asks(model).every((each) => each === model.name || done.has(each) || !names.has(each)),
    );
    if (next.length === 0) return { ordered, circle: [...left] };
    for (const model of next) done.add(model.name);
    ordered.push(...next);
    left = left.filter(({ name }) => !done.has(name));
  }
}

const targetsOf = ({ tests }: RunModel): string[] => tests.flatMap(({ to }) => to?.name ?? []);

/** A test that looks into a model that comes later is not run here. */
function withoutLater(model: RunModel, before: ReadonlySet<string>): RunModel {
  const isLater = (each: RunModel['tests'][number]): boolean => each.to !== null && !before.has(each.to.name);
  const later = model.tests.filter(isLater);
  if (later.length === 0) return model;
  return {
    ...model,
    tests: model.tests.filter((each) => !isLater(each)),
    otherTests: [...model.otherTests, ...later.map(({ test, column }) => `${test} of ${column}`)],
  };
}

/**
 * Models, each behind all that it reads and, where that is no circle, behind what its tests look into; else those tests are
 * left out. `inputs` are there before all of them.
 */
export function inOrder(models: readonly RunModel[], inputs: readonly string[]): Ordered {
  const wished = behind(models, (model) => [...model.reads, ...targetsOf(model)]);
  const { ordered, circle } = wished.circle.length === 0 ? wished : behind(models, ({ reads }) => reads);
  const before = new Set(inputs);
  const kept = ordered.map((model) => {
    before.add(model.name);
    return withoutLater(model, before);
  });
  return { ordered: kept, circle };
}
