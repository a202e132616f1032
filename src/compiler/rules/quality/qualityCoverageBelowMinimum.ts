import { coveragePercent, coverageTogether, type Coverage } from '../../facts/columns/coverage.js';
import type { ModelFacts } from '../../facts/models/modelFacts.js';
import type { ProductFacts } from '../../facts/product/productFacts.js';
import { formatPercentage } from '../../values/percentage.js';
import type { SourceLocation } from '../../source.js';
import { defineRule } from '../rule/rule.js';
import { some } from '../rule/words.js';

interface Details extends Readonly<Record<string, unknown>> {
  /** null: the product as a whole. */
  readonly layer: string | null;
  readonly coverage: number;
  readonly minimum: number;
  readonly uncovered: readonly string[];
  /** name@version of the manifest that states the minimum; null where it is the pattern's default. */
  readonly statedBy: string | null;
}

interface Minimum {
  readonly layer: string | null;
  readonly value: number;
  readonly paths: readonly string[];
  readonly models: readonly ModelFacts[];
  readonly coverage: Coverage | null;
}

/** The minimum of the product, then that of each layer (decision 4). */
function minimums({ models, platform }: ProductFacts): Minimum[] {
  const { minimumTestCoverage: whole, layers } = platform;
  const stated = [
    ...(whole ? [{ layer: null, value: whole.value, paths: [whole.path], models }] : []),
    ...layers.map((layer) => ({
      layer: layer.name,
      value: layer.minimumCoverage,
      paths: [
        `data_architecture.layers.${layer.name}.quality_gates.minimum_coverage`,
        `governance.quality_gates.${layer.name}_layer.minimum_coverage`,
      ],
      models: models.filter((model) => model.layer === layer),
    })),
  ];
  return stated.map((each) => ({ ...each, coverage: coverageTogether(each.models) }));
}

/** Where the columns without a test begin: the first model in the first file that has one, whatever it is called. */
function placeOf(models: readonly ModelFacts[]): SourceLocation | null {
  const places = models.flatMap(({ coverage, location }) =>
    location && coverage.uncovered.length > 0 ? [location] : [],
  );
  const file = places
    .map((place) => place.file)
    .reduce((first, each) => (each < first ? each : first), places[0]?.file ?? '');
  const inFile = places.filter((place) => place.file === file);
  return inFile.reduce<SourceLocation | null>((first, each) => (first && first.line <= each.line ? first : each), null);
}

function summary(facts: ProductFacts): string {
  const whole = coverageTogether(facts.models);
  const minimum = facts.platform.minimumTestCoverage;
  if (!whole) return 'Quality gates: no models ✓';
  const bound = minimum ? `min=${formatPercentage(minimum.value)}` : 'no minimum';
  return `Quality gates: coverage=${formatPercentage(coveragePercent(whole))} (${bound}) ✓`;
}

/** ADR-0021, Federated Governance Enforcement [5/6]; Platform Manifest, `minimum_coverage`. */
export const qualityCoverageBelowMinimum = defineRule<Details>({
  code: 'QUALITY_COVERAGE_BELOW_MINIMUM',
  family: 'quality',
  severity: 'error',
  passesIn: ['data_mesh'],
  title: 'Too few columns are tested.',
  why: 'A minimum that the platform states holds for the product as a whole and for each layer.',
  example: {
    bad: '# models/orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [not_null]}, {name: total}, {name: note}]}',
    good: '# models/orders.yml\nmodels:\n  - {name: bronze_orders, columns: [{name: id, tests: [not_null]}, {name: total}]}',
  },
  mend: 'Add a test, or an enforced constraint, to more of the columns.',
  check(facts, out) {
    for (const { layer, value, paths, models, coverage } of minimums(facts)) {
      if (!coverage || coverage.covered * 100 >= value * coverage.total) continue;
      const origin = paths.map((path) => facts.platform.explain(path)).find((each) => each !== null);
      const at = origin?.chain.at(-1)?.location;
      out.fail(
        { name: layer ?? facts.fqn, order: 0, location: placeOf(models) },
        {
          layer,
          minimum: value,
          coverage: coveragePercent(coverage),
          uncovered: coverage.uncovered,
          statedBy: origin?.manifest ?? null,
        },
        { related: at ? [{ message: `The minimum of ${formatPercentage(value)}`, location: at }] : [] },
      );
    }
    out.pass({ name: facts.fqn, order: 0 }, summary(facts), 'family-failed');
  },
  message: (_, { layer, coverage, minimum }) =>
    `Test coverage${layer === null ? '' : ` of ${layer} layer`} is ${formatPercentage(coverage)}, below the minimum of ${formatPercentage(minimum)}`,
  expected: ({ minimum }) => `at least ${formatPercentage(minimum)} of the columns with a test`,
  hint: ({ uncovered }) => `Columns without a test: ${some(uncovered)}`,
  notes: ({ uncovered, minimum, statedBy }) => [
    `Columns without a test: ${some(uncovered)}`,
    ...(statedBy === null ? [] : [`Minimum of ${formatPercentage(minimum)}: ${statedBy}`]),
  ],
});
