import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActions } from '../../src/actions/createActions.js';
import type { ProductRequest } from '../../src/actions/kit/productRequest.js';
import type { Toolkit } from '../../src/actions/kit/toolkit.js';
import { publishMany, type PublishedItem } from '../../src/actions/publishMany.js';
import type { Database } from '../../src/entities/database.js';
import { sql, type Dialect } from '../../src/entities/sql.js';
import { openAcmeDatabase } from '../support/acmeStore.js';
import { databases } from '../support/databases.js';
import { dumpOf } from '../support/dump.js';

const PLATFORM = 'oci://registry.acme.com/domains/marketing-platform:v1.3.0';
const NAMES = ['ale', 'bee', 'cow', 'doe', 'elk', 'fox', 'gnu', 'hen'] as const;
const COLUMNS = ['key', 'email', 'score'] as const;

interface Sketch {
  readonly name: string;
  readonly minor: number;
  /** Beside `id`. */
  readonly columns: readonly string[];
  readonly reads: readonly { readonly name: string; readonly column: string | null; readonly within: string | null }[];
  readonly freshness: string;
  /** Whose table its port takes; most take their own. */
  readonly table: string;
  readonly fault: 'none' | 'document' | 'expected' | 'centralized';
  readonly force: boolean;
}

const sketch: fc.Arbitrary<Sketch> = fc.record({
  name: fc.constantFrom(...NAMES),
  minor: fc.integer({ min: 0, max: 3 }),
  columns: fc.subarray([...COLUMNS]),
  reads: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom(...NAMES, 'yak'),
      column: fc.option(fc.constantFrom('id', ...COLUMNS)),
      within: fc.option(fc.constantFrom('12h', '48h')),
    }),
    { maxLength: 3, selector: ({ name }) => name },
  ),
  freshness: fc.constantFrom('6h', '24h', '36h'),
  table: fc.oneof({ weight: 5, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constantFrom(...NAMES) }),
  fault: fc.oneof(
    { weight: 9, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constantFrom('document' as const, 'expected' as const, 'centralized' as const) },
  ),
  force: fc.boolean(),
});

function requestOf({ name, minor, columns, reads, freshness, table, fault, force }: Sketch): ProductRequest {
  const head = fault === 'centralized' ? '' : `domain: { ref: "${PLATFORM}" }`;
  const inputs = reads.map(
    (each) => `  - name: ${each.name}
    source: { type: data_product, ref: marketing.${each.name}.out${each.column ? `, columns: [${each.column}]` : ''} }
${each.within ? `    freshness_requirement: ${each.within}\n` : ''}`,
  );
  return {
    file: 'data-product.yaml',
    files: [],
    expectedVersion: fault === 'expected' ? '0.9.0' : null,
    forceReason: force ? 'It must be.' : null,
    source: `apiVersion: floe.dev/v1
kind: DataProduct
metadata: { name: ${fault === 'document' ? 'No Name' : name}, version: "1.${minor}.0" }
${head}
ownership: { team: t, email: t@acme.com }
output_ports:
  - name: out
    table: marketing.gold.${table || name}
    schema: { columns: [${['id', ...columns].map((column) => `{ name: ${column}, type: string }`).join(', ')}] }
    sla: { freshness: ${freshness}, availability: 99% }
    access: { default: allow }
${inputs.length > 0 ? 'input_ports:\n' : ''}${inputs.join('')}schedule: { cron: "0 */6 * * *" }
`,
  };
}

interface Step {
  readonly publish: readonly Sketch[];
  /** Announced afterwards, as far as that is possible. */
  readonly announce: Sketch | null;
}

const step: fc.Arbitrary<Step> = fc.record({
  publish: fc.array(sketch, { minLength: 1, maxLength: 10 }),
  announce: fc.option(sketch),
});

const kitOf = (db: Database): Toolkit => ({
  db,
  clock: { now: () => new Date('2026-01-15T12:00:00.000Z') },
  actor: { name: 'ada' },
  registry: { base: null },
});

/** Many at once, or a few of those that were gathered for at once. */
const atOnce = fc.constantFrom(
  { written: 100, gathered: 400 },
  { written: 2, gathered: 9 },
  { written: 3, gathered: 3 },
);
type AtOnce = Parameters<typeof publishMany>[2];

const answerOf = ({
  product,
  compilation,
  userErrors,
}: Pick<PublishedItem, 'product' | 'compilation' | 'userErrors'>) => ({
  product: product && { fqn: product.fqn, version: product.version, consumers: product.consumerCount },
  contracts: compilation?.contractNames,
  findings: compilation?.diagnostics,
  errors: userErrors.map(({ code, message, path }) => [code, message, path.at(-1)]),
});

/** Those that were published, or refused, by place, in the order in which they were: not those that were left as they stood. */
function orderOf(results: readonly PublishedItem[], before: number): number[] {
  const done = results.flatMap(({ compilation, unchanged }, index) => {
    const at = compilation?.id ?? 0;
    const ofAnother = results.some((each) => !each.unchanged && each.compilation?.id === at);
    return unchanged && (at <= before || ofAnother) ? [] : [{ index, at }];
  });
  return done.sort((a, b) => a.at - b.at).map(({ index }) => index);
}

const lastCompilation = async (db: Database): Promise<number> =>
  Number((await db.one<{ last: number }>(sql`SELECT MAX(id) AS "last" FROM compilations`))?.last);

/** One case: what is published together, step by step, into one store, is published one by one into another. */
async function hold(dialect: Dialect, steps: readonly Step[], atOnce: AtOnce): Promise<void> {
  const [together, alone] = await Promise.all([openAcmeDatabase(dialect), openAcmeDatabase(dialect)]);
  try {
    const [many, single] = [kitOf(together), createActions(kitOf(alone))];
    for (const { publish, announce } of steps) {
      const products = publish.map(requestOf);
      const before = await lastCompilation(together);
      const { results } = await publishMany(many, { manifests: [], products }, atOnce);
      for (const index of orderOf(results, before)) {
        const answer = await single.publishProduct(products[index] as ProductRequest);
        expect(answerOf(results[index] as PublishedItem)).toEqual(answerOf(answer));
      }
      if (announce) {
        const request = { ...requestOf(announce), expectedVersion: null, forceReason: null };
        await Promise.all([createActions(many).announceProduct(request), single.announceProduct(request)]);
      }
      expect(await dumpOf(together)).toEqual(await dumpOf(alone));
    }
  } finally {
    await Promise.all([together.close(), alone.close()]);
  }
}

describe.each(databases)('publishing many on %s', (dialect) => {
  it('leaves the graph, the events, the findings and the answers that publishing one by one leaves', async () => {
    const steps = fc.array(step, { minLength: 1, maxLength: 3 });
    const numRuns = dialect === 'sqlite' ? 30 : 6;
    await fc.assert(
      fc.asyncProperty(steps, atOnce, (each, size) => hold(dialect, each, size)),
      { numRuns },
    );
  });
});
