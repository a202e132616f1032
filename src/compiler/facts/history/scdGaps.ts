import { sameName } from '../columns/columnTests.js';
import { scdNameOf, scdNames, SCD_PARTS, type ScdPart } from '../columns/scdColumns.js';
import type { ScdFacts } from './scdFacts.js';

export const BUSINESS_KEY = 'a business key';
const VALIDATED: readonly ScdPart[] = ['effective_from', 'effective_to', 'is_current'];

/**
 * What a Type 2 dimension lacks (ADR-0021, Type 2 Schema Requirements). The required test scd_validation speaks for the
 * columns that it asks for, and for all of them where nothing of a history is there. What a dbt snapshot keeps has them by
 * dbt's own names, a column that only the SQL selects is there too, and where no column is declared nothing is known.
 */
export function scdGaps({ model, type, fromSnapshot, columns, businessKey, known }: ScdFacts): string[] {
  if (type !== 2 || fromSnapshot || model.model.columns.length === 0) return [];
  if (model.missing.includes('scd_validation') && VALIDATED.every((part) => columns[part] === null)) return [];
  const spokenFor = model.missing.includes('scd_validation') ? VALIDATED : [];
  const selected = (part: ScdPart): boolean =>
    scdNames(model.model, part).some((name) => known.names.some((each) => sameName(each, name)));
  const missing = SCD_PARTS.filter((part) => columns[part] === null && !spokenFor.includes(part) && !selected(part));
  return [
    ...missing.map((part) => scdNameOf(model.model, part) ?? part),
    ...(businessKey.length === 0 ? [BUSINESS_KEY] : []),
  ];
}
