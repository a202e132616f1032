import { createResource, createSignal, type Accessor } from 'solid-js';
import { asApiError, type ApiError } from '../../api/ApiError';
import { ask } from '../../api/ask';
import { shownOf, type MapProduct, type ShownMesh } from '../../map/mesh';
import { stateOf } from '../../map/states';
import {
  MapAroundDocument,
  MapMeshDocument,
  MapRisksDocument,
  type MapAroundQuery,
  type MapMeshQuery,
} from './documents';

/** How many neighbours come with a step. */
export const STEP = 12;
/** The most that the API gives of a list at once. */
const MOST = 500;
/** Products of the whole mesh that come with a step. */
const PAGE = 200;
/** Open breaches whose risks are shown. */
const BREACHES = 200;

type Box = MapMeshQuery['products']['nodes'][number];
type Side = 'providers' | 'consumers';
type Counts = Readonly<Record<Side, number>>;

/** What is asked: around which products how far, at which instant; or so many pages of the whole mesh. */
interface Wanted {
  readonly of: string | null;
  readonly asOf: string | null;
  readonly around: ReadonlyMap<string, Counts>;
  readonly pages: number;
}

/** Contracts that breaches upstream put at risk, by name. */
interface Risks {
  readonly names: ReadonlySet<string>;
  /** Whether that is all of them. */
  readonly whole: boolean;
}

/** What the map shows, and how much there is in all. */
export interface Mesh extends ShownMesh {
  /** Whether every contract at risk is shown as such; false where too many ports miss their promise. */
  readonly risksWhole: boolean;
  /** Products of the whole mesh; null around one of them. */
  readonly total: number | null;
}

function productOf(box: Box, risky: ReadonlySet<string>, isPast: boolean): MapProduct {
  return {
    fqn: box.fqn,
    name: box.name,
    domain: box.domain.name,
    version: box.version,
    providers: box.providerCount.totalCount,
    consumers: box.consumerCount.totalCount,
    reads: box.inputPorts.flatMap(({ contract }) => {
      if (!contract) return [];
      const { name, status, announced, provider } = contract;
      // What was observed is known of now alone.
      const breached = !isPast && provider.slaStatus.some(({ state }) => state === 'BREACHED');
      const state = stateOf({ status, announced: announced !== null, breached, atRisk: !isPast && risky.has(name) });
      return [{ name, from: provider.product.fqn, to: box.fqn, port: provider.fqn, state }];
    }),
  };
}

/** What is asked again and again, with what it answered: growing asks for what is new alone. */
class Asked {
  private readonly known = new Map<string, Promise<MapAroundQuery>>();
  private readonly pages: Promise<MapMeshQuery>[] = [];
  private risks: Promise<Risks> | null = null;

  async risky(): Promise<Risks> {
    this.risks ??= ask(MapRisksDocument, { first: BREACHES }).then(({ slaBreaches: { nodes, totalCount } }) => {
      const names = nodes.flatMap(({ atRisk }) => atRisk.nodes.map(({ contract }) => contract.name));
      const whole =
        nodes.length === totalCount && nodes.every(({ atRisk }) => atRisk.nodes.length === atRisk.totalCount);
      return { names: new Set(names), whole };
    });
    this.risks.catch(() => (this.risks = null));
    return this.risks;
  }

  around(of: string, asOf: string | null, { providers, consumers }: Counts): Promise<MapAroundQuery> {
    const key = [of, asOf, providers, consumers].join(' ');
    const answer = this.known.get(key) ?? ask(MapAroundDocument, { of, asOf, providers, consumers });
    this.known.set(key, answer);
    answer.catch(() => this.known.delete(key));
    return answer;
  }

  /** Pages follow each other: where one begins stands in the one before. */
  async mesh(pages: number): Promise<readonly MapMeshQuery[]> {
    while (this.pages.length < pages) {
      const last = await this.pages.at(-1);
      if (last && !last.products.pageInfo.hasNextPage) break;
      const next = ask(MapMeshDocument, { first: PAGE, after: last?.products.pageInfo.endCursor ?? null });
      await next;
      this.pages.push(next);
    }
    return Promise.all(this.pages.slice(0, pages));
  }
}

async function loaded(asked: Asked, { of, asOf, around, pages }: Wanted): Promise<Mesh | null> {
  const boxes = new Map<string, Box>();
  let total: number | null = null;
  if (of === null) {
    for (const { products } of await asked.mesh(pages)) {
      total = products.totalCount;
      for (const box of products.nodes) boxes.set(box.fqn, box);
    }
  } else {
    const answers = await Promise.all([...around].map(([fqn, counts]) => asked.around(fqn, asOf, counts)));
    if (!answers[0]?.product) return null;
    for (const { product } of answers)
      for (const box of product ? [product, ...product.providers.nodes, ...product.consumers.nodes] : [])
        boxes.set(box.fqn, box);
  }
  const { names, whole } = await asked.risky();
  const shown = shownOf([...boxes.values()].map((box) => productOf(box, names, asOf !== null)));
  return { ...shown, total, risksWhole: whole };
}

/** The part of the mesh that is shown, and how it grows. */
export interface Growing {
  /** Undefined until it is known; null where there is no such product (at that instant). */
  readonly mesh: Accessor<Mesh | null | undefined>;
  readonly error: Accessor<ApiError | null>;
  readonly loading: Accessor<boolean>;
  readonly refetch: () => void;
  /** Shows more of a product's neighbours on one side. */
  readonly grow: (fqn: string, side: Side) => void;
  /** Shows more of the whole mesh. */
  readonly growMesh: () => void;
}

/** What the map shows around a product at an instant, or of the whole mesh where there is none. */
export function createMesh(of: () => string | null, asOf: () => string | null): Growing {
  const asked = new Asked();
  const [grown, setGrown] = createSignal<{ of: string | null; around: ReadonlyMap<string, Counts>; pages: number }>({
    of: null,
    around: new Map(),
    pages: 1,
  });
  const [error, setError] = createSignal<ApiError | null>(null);
  const wanted = (): Wanted => {
    const center = of();
    // Around another product it begins anew.
    const kept = grown().of === center ? grown() : { around: new Map<string, Counts>(), pages: 1 };
    const around = new Map(kept.around);
    if (center !== null && !around.has(center)) around.set(center, { providers: STEP, consumers: STEP });
    if (center === null) return { of: null, asOf: null, around, pages: kept.pages };
    // The one that it is about comes first.
    const first = around.get(center)!;
    around.delete(center);
    return { of: center, asOf: asOf(), around: new Map([[center, first], ...around]), pages: 1 };
  };
  const [data, { refetch }] = createResource(wanted, async (now) => {
    try {
      const mesh = await loaded(asked, now);
      setError(null);
      return mesh;
    } catch (thrown) {
      setError(asApiError(thrown));
      return undefined;
    }
  });
  const grow = (fqn: string, side: Side): void => {
    const { around, pages } = wanted();
    const counts = around.get(fqn);
    // A product whose neighbours were not asked for yet shows some of them on that side, and one on the other.
    const next = counts
      ? { ...counts, [side]: Math.min(MOST, counts[side] + STEP) }
      : { providers: 1, consumers: 1, [side]: STEP };
    setGrown({ of: of(), around: new Map([...around, [fqn, next]]), pages });
  };
  const growMesh = (): void => {
    setGrown({ of: null, around: new Map(), pages: wanted().pages + 1 });
  };
  return { mesh: () => data.latest, error, loading: () => data.loading, refetch: () => void refetch(), grow, growMesh };
}
