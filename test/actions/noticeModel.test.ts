import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { databases } from '../support/databases.js';
import { leads, Leads, LEADS, reader } from '../support/leads.js';

const DAY = 86_400_000;
const START = Date.parse('2026-01-15T12:00:00.000Z');
const COLUMNS = ['email', 'phone', 'score'] as const;
const CONSUMERS = ['calling', 'mailing'] as const;

type Columns = readonly string[];
type Response = 'accepted' | 'migrating' | 'blocked';
type Step =
  | { readonly is: 'wait'; readonly days: number }
  | { readonly is: 'announce'; readonly by: 1 | 2; readonly without: Columns }
  | { readonly is: 'announceAgain'; readonly without: Columns }
  | { readonly is: 'release'; readonly columns: Columns }
  | { readonly is: 'force'; readonly columns: Columns }
  | { readonly is: 'fulfil'; readonly without: Columns | null; readonly force: boolean }
  | { readonly is: 'withdraw' }
  | { readonly is: 'read'; readonly consumer: string; readonly columns: Columns | null }
  | { readonly is: 'letGo'; readonly consumer: string }
  | { readonly is: 'answer'; readonly consumer: string; readonly response: Response };

interface Told {
  changes: Columns;
  response: Response | null;
}
interface Announced {
  readonly version: number;
  columns: Columns;
  paths: Columns;
  effectiveAt: number;
  readonly told: Map<string, Told>;
}

const minus = (a: Columns, b: Columns): string[] => a.filter((each) => !b.includes(each));
const both = (a: Columns, b: Columns): string[] => a.filter((each) => b.includes(each));

/** docs/notice.md, of columns that come and go, by days: what the catalog ought to say after each step. */
class Model {
  now = START;
  version: readonly [number, number] = [1, 0];
  columns: Columns = ['id', 'email', 'phone'];
  announced: Announced | null = null;
  /** What each consumer reads; null: all there is. */
  readonly reads = new Map<string, Columns | null>();
  /** The columns that the contract of each consumer promises. */
  readonly promised = new Map<string, Columns>();

  /** What a consumer reads of what was promised to it and is gone. */
  lacks(consumer: string): string[] {
    return this.used(consumer, minus(this.promised.get(consumer) ?? [], this.columns));
  }

  /** What of these columns a consumer reads. */
  used(consumer: string, columns: Columns): string[] {
    const reads = this.reads.get(consumer);
    return reads === undefined ? [] : reads === null ? [...columns] : both(columns, reads);
  }

  /** Whom the end of these columns breaks, and in what. */
  hits(gone: Columns): Map<string, string[]> {
    const all = [...this.reads.keys()].map((consumer) => [consumer, this.used(consumer, gone)] as const);
    return new Map(all.filter(([, columns]) => columns.length > 0));
  }

  toCome({ paths, columns }: Announced): string[] {
    return both(minus(this.columns, columns), paths);
  }

  /** What the compile of a consumer says of the notice: its severity with the columns. */
  warns(consumer: string): string | null {
    const { announced } = this;
    const hit = announced ? this.used(consumer, this.toCome(announced)) : [];
    if (!announced || hit.length === 0) return null;
    const told = announced.told.get(consumer);
    const agreed = told?.response === 'accepted' && minus(hit, told.changes).length === 0;
    return `${agreed ? 'info' : this.now >= announced.effectiveAt ? 'error' : 'warning'} ${[...hit].sort().join(' ')}`;
  }

  announce(version: number, columns: Columns): void {
    const gone = minus(this.columns, columns);
    const hits = this.hits(gone);
    const before = this.announced;
    const fresh = [...hits].filter(([each, hit]) => minus(hit, before?.told.get(each)?.changes ?? []).length > 0);
    const own = fresh.length > 0 ? this.now + 7 * DAY : this.now;
    const effectiveAt = !before || (fresh.length > 0 && own > before.effectiveAt) ? own : before.effectiveAt;
    const told = new Map<string, Told>();
    for (const each of new Set([...(before?.told.keys() ?? []), ...hits.keys()])) {
      const was = before?.told.get(each);
      const left = both(was?.changes ?? [], gone);
      const more = minus(hits.get(each) ?? [], was?.changes ?? []);
      const response = more.length > 0 ? null : (was?.response ?? null);
      if (left.length + more.length > 0) told.set(each, { changes: [...left, ...more], response });
    }
    this.announced = { version, columns, paths: gone, effectiveAt, told };
  }

  /** Whether these columns may come now as this version. */
  mayCome(major: number, columns: Columns): boolean {
    const hits = this.hits(minus(this.columns, columns));
    const { announced } = this;
    if (hits.size === 0) return true;
    if (!announced || announced.version !== major) return false;
    const isTold = ([each, hit]: [string, string[]]): boolean =>
      minus(hit, announced.told.get(each)?.changes ?? []).length === 0;
    if (![...hits].every(isTold)) return false;
    const agreed = (each: string): boolean => announced.told.get(each)?.response === 'accepted';
    return this.now >= announced.effectiveAt || [...hits.keys()].every(agreed);
  }

  came(version: readonly [number, number], columns: Columns): void {
    const { announced } = this;
    const hits = this.hits(minus(this.columns, columns));
    this.version = version;
    this.columns = columns;
    for (const each of this.reads.keys()) {
      const told = announced?.version === version[0] ? announced.told.get(each) : undefined;
      const agreed = told?.response === 'accepted' && minus(hits.get(each) ?? [], told.changes).length === 0;
      if (agreed || this.lacks(each).length === 0) this.promised.set(each, columns);
    }
    if (!announced) return;
    if (version[0] >= announced.version) this.announced = null;
    else this.outlived(announced);
  }

  private outlived(announced: Announced): void {
    const left = this.toCome(announced);
    const named = announced.told.size > 0;
    let stands = false;
    for (const [each, told] of [...announced.told]) {
      told.changes = both(told.changes, left);
      if (told.changes.length === 0) announced.told.delete(each);
      else stands = true;
    }
    for (const each of this.reads.keys()) if (!announced.told.has(each)) stands = this.join(each) || stands;
    if (named && !stands) this.announced = null;
  }

  /** Whether the consumer is told more than it was. */
  join(consumer: string): boolean {
    const { announced } = this;
    if (!announced) return false;
    const was = announced.told.get(consumer)?.changes ?? [];
    const more = minus(this.used(consumer, this.toCome(announced)), was);
    if (more.length > 0) announced.told.set(consumer, { changes: [...was, ...more], response: null });
    return more.length > 0;
  }

  get told(): string | null {
    const { announced } = this;
    if (!announced) return null;
    const names = [...announced.told].map(([each, { response }]) => (response ? `${each} (${response})` : each));
    return `${announced.version}.0.0 on ${new Date(announced.effectiveAt).toISOString().slice(0, 10)}: ${names.sort().join(', ')}`;
  }
}

/** The model beside the catalog: every step is taken in both. */
class Pair {
  readonly model = new Model();
  private readonly versions = new Map<string, number>();
  constructor(private readonly mesh: Leads) {}

  private provider([major, minor]: readonly [number, number], columns: Columns) {
    return leads(`${major}.${minor}.0`, ...columns);
  }

  private consumer(name: string, columns: Columns | null) {
    return reader(name, `1.${this.versions.get(name) ?? 0}.0`, ...(columns ?? []));
  }

  async take(step: Step): Promise<void> {
    await this[step.is](step as never);
    expect(await this.told(), `after ${JSON.stringify(step)}`).toBe(this.model.told);
    for (const [name, columns] of this.model.reads) {
      const [warned] = await this.mesh.warned(this.consumer(name, columns));
      const [severity, ...paths] = warned?.split(' ') ?? [];
      const said =
        severity &&
        `${severity} ${paths
          .map((each) => each.replace('columns.', ''))
          .sort()
          .join(' ')}`;
      expect(said ?? null, `${name} after ${JSON.stringify(step)}`).toBe(this.model.warns(name));
    }
  }

  private async told(): Promise<string | null> {
    const said = await this.mesh.announced();
    const [head = '', names = ''] = said?.split(': ') ?? [];
    return said === null ? null : `${head}: ${names.split(', ').sort().join(', ')}`;
  }

  private wait({ days }: Extract<Step, { is: 'wait' }>): void {
    this.model.now += days * DAY;
    this.mesh.on(new Date(this.model.now).toISOString());
  }

  private async announce({ by, without }: Extract<Step, { is: 'announce' }>): Promise<void> {
    const { model } = this;
    const [version, columns] = [model.version[0] + by, minus(model.columns, without)];
    const isOther = model.announced !== null && model.announced.version !== version;
    const refused = await this.mesh.refusal(this.provider([version, 0], columns), 'announceProduct');
    expect(refused.length > 0, refused.join()).toBe(isOther);
    if (!isOther) model.announce(version, columns);
  }

  private async announceAgain({ without }: Extract<Step, { is: 'announceAgain' }>): Promise<void> {
    const { announced, columns } = this.model;
    if (!announced) return;
    const now = minus(columns, without);
    expect(await this.mesh.refusal(this.provider([announced.version, 0], now), 'announceProduct')).toEqual([]);
    this.model.announce(announced.version, now);
  }

  private async publish(version: readonly [number, number], columns: Columns, force: boolean): Promise<void> {
    const may = this.model.mayCome(version[0], columns) || force;
    const request = this.provider(version, columns);
    const refused = await this.mesh.refusal(force ? { ...request, forceReason: 'a leak' } : request);
    expect(refused.length > 0, refused.join()).toBe(!may);
    if (may) this.model.came(version, columns);
  }

  private release({ columns }: Extract<Step, { is: 'release' }>): Promise<void> {
    const { version, columns: standing } = this.model;
    return this.publish([version[0], version[1] + 1], [...new Set([...standing, ...columns])], false);
  }

  private force({ columns }: Extract<Step, { is: 'force' }>): Promise<void> {
    return this.publish([this.model.version[0] + 1, 0], ['id', ...columns], true);
  }

  /** The announced version, as it was announced or without some of what was, with all that came meanwhile or none. */
  private async fulfil({ without, force }: Extract<Step, { is: 'fulfil' }>): Promise<void> {
    const { announced, columns } = this.model;
    if (!announced) return;
    const now = without ? minus(columns, both(without, announced.paths)) : announced.columns;
    await this.publish([announced.version, 0], now, force);
  }

  private async withdraw(): Promise<void> {
    const { userErrors } = await this.mesh.actions.withdrawAnnouncement({ fqn: LEADS, reason: 'another' });
    expect(userErrors.length > 0).toBe(this.model.announced === null);
    this.model.announced = null;
  }

  private async read({ consumer, columns }: Extract<Step, { is: 'read' }>): Promise<void> {
    const { model } = this;
    const before = model.reads.get(consumer);
    model.reads.set(consumer, columns && ['id', ...both(columns, model.columns)]);
    this.versions.set(consumer, (this.versions.get(consumer) ?? 0) + 1);
    const reads = model.reads.get(consumer) ?? null;
    const isRefused = (model.warns(consumer)?.startsWith('error') ?? false) || model.lacks(consumer).length > 0;
    const { product } = await this.mesh.actions.publishProduct(this.consumer(consumer, reads));
    expect(product === null, `${consumer} is refused`).toBe(isRefused);
    if (!isRefused) {
      model.promised.set(consumer, model.columns);
      model.join(consumer);
    } else if (before === undefined) model.reads.delete(consumer);
    else model.reads.set(consumer, before);
  }

  private async letGo({ consumer }: Extract<Step, { is: 'letGo' }>): Promise<void> {
    const { model } = this;
    if (!model.reads.has(consumer)) return;
    this.versions.set(consumer, (this.versions.get(consumer) ?? 0) + 1);
    await this.mesh.publish(reader(consumer, `1.${this.versions.get(consumer) ?? 0}.0`, null));
    model.reads.delete(consumer);
    model.promised.delete(consumer);
    model.announced?.told.delete(consumer);
    expect(await this.mesh.answer(consumer, 'accepted')).toHaveLength(1);
  }

  private async answer({ consumer, response }: Extract<Step, { is: 'answer' }>): Promise<void> {
    const { model } = this;
    const told = model.announced?.told.get(consumer);
    const heals = response === 'accepted' && model.lacks(consumer).length > 0;
    if (!told && !heals) return;
    expect(await this.mesh.answer(consumer, response)).toEqual([]);
    if (told) told.response = response;
    if (heals) model.promised.set(consumer, model.columns);
  }
}

const some = fc.subarray([...COLUMNS]);
const consumer = fc.constantFrom(...CONSUMERS);
const response = fc.constantFrom<Response>('accepted', 'accepted', 'migrating', 'blocked');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ is: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ is: fc.constant('announce' as const), by: fc.constantFrom(1 as const, 2 as const), without: some }),
  fc.record({ is: fc.constant('announce' as const), by: fc.constantFrom(1 as const, 2 as const), without: some }),
  fc.record({ is: fc.constant('announceAgain' as const), without: some }),
  fc.record({ is: fc.constant('release' as const), columns: some }),
  fc.record({ is: fc.constant('force' as const), columns: some }),
  fc.record({ is: fc.constant('fulfil' as const), without: fc.option(some), force: fc.boolean() }),
  fc.record({ is: fc.constant('withdraw' as const) }),
  fc.record({ is: fc.constant('read' as const), consumer, columns: fc.option(some) }),
  fc.record({ is: fc.constant('read' as const), consumer, columns: fc.option(some) }),
  fc.record({ is: fc.constant('letGo' as const), consumer }),
  fc.record({ is: fc.constant('answer' as const), consumer, response }),
);

describe.each(databases)('any order of releases, readers and answers while a break is announced, on %s', (dialect) => {
  it('is what docs/notice.md says of it', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        const mesh = await Leads.of(dialect);
        try {
          const pair = new Pair(mesh);
          for (const each of steps) await pair.take(each);
        } finally {
          await mesh.graph.close();
        }
      }),
      { numRuns: 15 },
    );
  });
});
