import type { RunModel } from './plan.js';

/** Models, each behind all that it reads, else as they came; those that read each other are the circle. */
export function inOrder(models: readonly RunModel[]): { readonly ordered: RunModel[]; readonly circle: RunModel[] } {
  const names = new Set(models.map(({ name }) => name));
  const done = new Set<string>();
  const ordered: RunModel[] = [];
  let left = models;
  for (;;) {
    const next = left.filter(({ name, reads }) =>
      reads.every((each) => each === name || done.has(each) || !names.has(each)),
    );
    if (next.length === 0) return { ordered, circle: [...left] };
    for (const model of next) done.add(model.name);
    ordered.push(...next);
    left = left.filter(({ name }) => !done.has(name));
  }
}
