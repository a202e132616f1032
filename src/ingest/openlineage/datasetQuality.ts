import { isMapping, type Mapping } from '../../compiler/values/json.js';
import { qualityOf, type TestResult } from '../quality/tests.js';
import type { Sighting } from '../told.js';
import { mappingOf } from './reading.js';

const countOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;

function assertionsOf(facet: unknown): TestResult[] {
  const { assertions } = mappingOf(facet);
  return (Array.isArray(assertions) ? assertions : []).filter(isMapping).flatMap((each): TestResult[] => {
    const { assertion, success, column } = each;
    const whole = typeof assertion === 'string' && assertion !== '' && typeof success === 'boolean';
    return whole ? [{ test: assertion, passed: success, column: typeof column === 'string' ? column : null }] : [];
  });
}

/** The share of values that are there, of each column whose nulls were counted. */
function completenessOf(facet: unknown): TestResult[] {
  return Object.entries(mappingOf(mappingOf(facet)['columnMetrics'])).flatMap(([column, metrics]) => {
    const nulls = countOf(mappingOf(metrics)['nullCount']);
    return nulls === null ? [] : [{ test: 'not_null', column, passed: nulls === 0, failures: nulls }];
  });
}

/**
 * What the facets of a dataset say of its quality: the assertions of a test run, and the nulls that were counted. Both
 * stand among the facets of an input in older versions, of any dataset in newer ones.
 */
export function datasetQuality(dataset: Mapping, of: Pick<Sighting, 'dataset' | 'id' | 'at'>): Sighting[] {
  const facets: Mapping = { ...mappingOf(dataset['facets']), ...mappingOf(dataset['inputFacets']) };
  const metrics = facets['dataQualityMetrics'];
  const rows = countOf(mappingOf(metrics)['rowCount']);
  const asserted = qualityOf(assertionsOf(facets['dataQualityAssertions']), null, of);
  const told = new Set(asserted.map(({ metric }) => metric));
  const measured = rows === null ? [] : qualityOf(completenessOf(metrics), rows, { ...of, id: `${of.id} measured` });
  return [...asserted, ...measured.filter(({ metric }) => !told.has(metric))];
}
