/** A document to publish: what it is called, and what it reads. */
export interface Reading<T> {
  readonly item: T;
  /** null: its name cannot be told, nothing can wait for it. */
  readonly name: string | null;
  /** Names. */
  readonly reads: readonly string[];
}

/** Where one of them stands among the others. */
interface Place<T> {
  readonly index: number;
  readonly item: T;
  /** Those that must go before it, and have not gone yet. */
  readonly waitsFor: Set<Place<T>>;
  /** Those that wait for it. */
  readonly before: Place<T>[];
}

/**
 * The order in which products are published: providers before those that read them, a name that comes more than once in
 * the order given, all else as it is given. Of those that read each other in a circle one goes first, alone.
 */
export class ProvidersFirst<T> {
  private readonly left: Set<Place<T>>;
  private ready: Place<T>[];
  private taken: Place<T>[] = [];

  constructor(all: readonly Reading<T>[]) {
    const named = new Map<string, Place<T>[]>();
    const places = all.map(({ item, name }, index) => {
      const place: Place<T> = { index, item, waitsFor: new Set(), before: [] };
      if (name === null) return place;
      const same = named.get(name) ?? [];
      goBefore(same.slice(-1), place);
      same.push(place);
      named.set(name, same);
      return place;
    });
    for (const place of places) {
      const { name = null, reads = [] } = all[place.index] ?? {};
      for (const read of new Set(reads)) if (read !== name) goBefore(named.get(read) ?? [], place);
    }
    this.left = new Set(places);
    this.ready = places.filter(({ waitsFor }) => waitsFor.size === 0);
  }

  /** Those that go next, at most so many; none reads another of them. Empty where all have gone. */
  next(limit: number): T[] {
    this.taken = this.ready.splice(0, limit);
    if (this.taken.length === 0 && this.left.size > 0) this.taken = [this.ofCircle()];
    return this.taken.map(({ item }) => item);
  }

  /** Those that `next` gave have gone, but for these: they come with the next. */
  gone(but: ReadonlySet<T> = new Set()): void {
    const back = this.taken.filter(({ item }) => but.has(item));
    const freed = this.taken.filter(({ item }) => !but.has(item)).flatMap((place) => this.go(place));
    if (back.length + freed.length === 0) return;
    this.ready = [...back, ...freed, ...this.ready].sort((a, b) => a.index - b.index);
  }

  private go(place: Place<T>): Place<T>[] {
    this.left.delete(place);
    return place.before.filter((each) => {
      each.waitsFor.delete(place);
      return each.waitsFor.size === 0 && this.left.has(each);
    });
  }

  /** Nothing is ready: whoever is left waits for a circle, or is of one. The first of it. */
  private ofCircle(): Place<T> {
    const way = new Set<Place<T>>();
    let [place] = this.left;
    while (place && !way.has(place)) {
      way.add(place);
      [place] = place.waitsFor;
    }
    const circle = [...way].slice([...way].indexOf(place as Place<T>));
    return circle.reduce((first, each) => (each.index < first.index ? each : first));
  }
}

function goBefore<T>(places: readonly Place<T>[], place: Place<T>): void {
  for (const each of places) {
    if (place.waitsFor.has(each)) continue;
    each.before.push(place);
    place.waitsFor.add(each);
  }
}

/** All of them in that order. */
export function providersFirst<T>(all: readonly Reading<T>[]): T[] {
  const order = new ProvidersFirst(all);
  const placed: T[] = [];
  for (let next = order.next(all.length); next.length > 0; next = order.next(all.length)) {
    placed.push(...next);
    order.gone();
  }
  return placed;
}
