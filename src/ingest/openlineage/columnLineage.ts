import type { ColumnDerivation } from '../../compiler/artifact.js';
import { isMapping, type Mapping } from '../../compiler/values/json.js';
import { mappingOf } from './reading.js';

/** A column of an output, and the column of a dataset that its value comes from. */
interface ColumnSource {
  readonly namespace: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly how: ColumnDerivation;
}

/** How far a value is from its source, the nearest first. */
const NEAREST: readonly ColumnDerivation[] = ['identity', 'transformation', 'aggregation', 'hash', 'unknown'];

/** One transformation; null where no value passes (a filter, the key of a join or of a group). */
function derivationOf({ type, subtype, masking }: Mapping): ColumnDerivation | null {
  if (String(type).toUpperCase() === 'INDIRECT') return null;
  if (masking === true) return 'hash';
  const kind = String(subtype ?? '').toLowerCase();
  return NEAREST.find((each) => each === kind) ?? 'unknown';
}

/** Of an input field: since 1-1-0 by its transformations, before by the type that its output field states. */
function howOf(input: Mapping, { transformationType }: Mapping): ColumnDerivation | null {
  const listed = input['transformations'];
  if (Array.isArray(listed) && listed.length > 0) {
    const found = listed.map((each) => derivationOf(mappingOf(each)));
    return NEAREST.find((each) => found.includes(each)) ?? null;
  }
  const stated = String(transformationType ?? '').toUpperCase();
  return stated === 'IDENTITY' ? 'identity' : stated === 'MASKED' ? 'hash' : 'unknown';
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Where the values of a dataset's columns come from, as its columnLineage facet says (1-0-0 to 1-2-0). */
export function columnSources(facet: unknown): ColumnSource[] {
  const fields = mappingOf(mappingOf(facet)['fields']);
  return Object.entries(fields).flatMap(([to, field]) => {
    const inputs = mappingOf(field)['inputFields'];
    return (Array.isArray(inputs) ? inputs : []).filter(isMapping).flatMap((input): ColumnSource[] => {
      const { namespace, name, field: from } = input;
      const how = howOf(input, mappingOf(field));
      const whole = isText(namespace) && isText(name) && isText(from) && from.length + to.length <= 1_024;
      return whole && how !== null ? [{ namespace, name, from, to, how }] : [];
    });
  });
}
