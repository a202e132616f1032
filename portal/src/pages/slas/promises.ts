import type { PromisesQuery } from './documents';

type Product = PromisesQuery['products']['nodes'][number];

/** A promise that is missed next unless newer data comes. */
export interface Due {
  readonly port: string;
  readonly target: string;
  readonly at: string;
}

/** How the promises of a domain are kept. */
export interface Kept {
  readonly domain: string;
  readonly promises: number;
  readonly met: number;
  readonly breached: number;
  readonly unknown: number;
  /** Of those that were observed: how far they were attained on average, in percent; null where none was. */
  readonly attainment: number | null;
  /** The one that was attained least, with its port. */
  readonly worst: { readonly port: string; readonly what: string; readonly attainment: number } | null;
}

const average = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, each) => sum + each, 0) / values.length;

function keptOf(domain: string, products: readonly Product[]): Kept {
  const all = products.flatMap(({ outputPorts }) =>
    outputPorts.flatMap(({ fqn, slaStatus }) => slaStatus.map((status) => ({ ...status, port: fqn }))),
  );
  const count = (state: string): number => all.filter((each) => each.state === state).length;
  const observed = all.flatMap(({ port, metric, attainment }) =>
    attainment === null ? [] : [{ port, what: metric, attainment: Number.parseFloat(attainment) }],
  );
  return {
    domain,
    promises: all.length,
    met: count('MET'),
    breached: count('BREACHED'),
    unknown: count('UNKNOWN'),
    attainment: average(observed.map(({ attainment }) => attainment)),
    worst: observed.toSorted((a, b) => a.attainment - b.attainment)[0] ?? null,
  };
}

/** How each domain keeps what its ports promise, by its name. */
export const keptByDomain = (products: readonly Product[]): Kept[] =>
  [...Map.groupBy(products, ({ domain }) => domain.name)]
    .map(([domain, own]) => keptOf(domain, own))
    .sort((a, b) => a.domain.localeCompare(b.domain));

/** The promises of freshness that fall due, the soonest first. */
export const dueNext = (products: readonly Product[]): Due[] =>
  products
    .flatMap(({ outputPorts }) =>
      outputPorts.flatMap(({ fqn, slaStatus }) =>
        slaStatus.flatMap(({ dueAt, state, target }) =>
          dueAt !== null && state === 'MET' ? [{ port: fqn, target, at: dueAt }] : [],
        ),
      ),
    )
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));

/** A percentage as it is told: three digits behind the point where they count. */
export const percent = (value: number): string => `${Number(value.toFixed(3))} %`;
