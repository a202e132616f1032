import type { Diagnostic } from '../diagnostic.js';
import type { LevelDuties, Manifest } from '../document/manifest.js';
import { finding } from './policy/finding.js';
import { isMapping, valueAt } from '../values/json.js';
import type { EffectivePlatform } from './policy/platform.js';
import type { PolicyDocument } from './policy/policyDocument.js';

const AT = ['governance', 'classification'];

/** The levels, weakest first, and what each asks of a column (ADR-0021, Enterprise Manifest). */
export function effectiveClassification(effective: Manifest): EffectivePlatform['classification'] {
  const { levels = [], ...duties } = effective.governance?.classification ?? {};
  return { levels, duties: duties as Record<string, LevelDuties> };
}

/** Duties of a level that is not among the levels (decision 8), in whichever manifest states them. */
export function judgeClassification(levels: readonly string[], documents: readonly PolicyDocument[]): Diagnostic[] {
  return documents.flatMap((document) => {
    const stated = valueAt(document.value, AT);
    if (!isMapping(stated)) return [];
    const unknown = Object.keys(stated).filter((key) => key !== 'levels' && !levels.includes(key));
    return unknown.map((level) =>
      finding('CLASSIFICATION_LEVEL_UNKNOWN', {
        message: `Duties are stated for classification level '${level}', which is not among the levels`,
        expected: levels.length > 0 ? `one of ${levels.join(', ')}` : 'governance.classification.levels to list it',
        subject: level,
        location: document.locate([...AT, level]),
        details: { level, levels, by: document.label },
      }),
    );
  });
}
