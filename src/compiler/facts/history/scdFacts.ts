import type { DbtColumn, DbtProject } from '../../document/dbt/project/project.js';
import { textOf } from '../../document/dbt/project/values.js';
import type { EffectivePlatform } from '../../inherit/policy/platform.js';
import { madeFromSnapshot } from '../columns/history.js';
import { declaredColumns, knownColumns, type KnownColumns } from '../models/knownColumns.js';
import type { ModelFacts } from '../models/modelFacts.js';
import { businessKeyColumns, scdColumn, SCD_PARTS, scdTypeOf, type ScdPart } from '../columns/scdColumns.js';

/** A model that is a slowly changing dimension: its layer says so, or it does itself. */
export interface ScdFacts {
  readonly model: ModelFacts;
  /** `meta.floe.scd_type` as written; null where the layer's default type holds. */
  readonly declared: string | null;
  /** null: nobody says, or what is said is no number. */
  readonly type: number | null;
  readonly columns: Readonly<Record<ScdPart, DbtColumn | null>>;
  readonly businessKey: readonly string[];
  /** A dbt snapshot keeps its history. */
  readonly fromSnapshot: boolean;
  /** All columns that can be told; those that only the SQL names too, where the parts are not all declared. */
  readonly known: KnownColumns;
}

/** The slowly changing dimensions among the models (ADR-0021, Slowly Changing Dimensions). */
export function scdFacts(
  models: readonly ModelFacts[],
  project: DbtProject,
  platform: Pick<EffectivePlatform, 'services'>,
): ScdFacts[] {
  return models.flatMap((model) => {
    const stated = model.model.floe.values['scd_type'] ?? null;
    if (stated === null && !model.layer?.scd) return [];
    const columns = Object.fromEntries(
      SCD_PARTS.map((part) => [part, scdColumn(model.model, model.stem, part)]),
    ) as ScdFacts['columns'];
    const fromSnapshot = madeFromSnapshot(model.model, project);
    const whole = fromSnapshot || SCD_PARTS.every((part) => columns[part] !== null);
    return [
      {
        model,
        columns,
        fromSnapshot,
        // The SQL is asked only where the YAML leaves a question.
        known: whole ? declaredColumns(model.model) : knownColumns(model.model, project, platform),
        declared: stated === null ? null : (textOf(stated) ?? JSON.stringify(stated)),
        type: scdTypeOf(model.model, model.layer?.scd?.defaultType ?? null),
        businessKey: businessKeyColumns(model.model, model.stem),
      },
    ];
  });
}
