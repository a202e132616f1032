import { defineRule } from '../rule/rule.js';
import { enumerate } from '../rule/words.js';

/** ADR-0021, Kimball Pattern, `scd.types_allowed`. */
export const scdTypeNotAllowed = defineRule<{ type: string; layer: string; allowed: readonly number[] }>({
  code: 'SCD_TYPE_NOT_ALLOWED',
  family: 'quality',
  severity: 'error',
  title: 'The dimension declares a type of slowly changing dimension that its layer does not allow.',
  why: 'Whoever joins a dimension must know whether it keeps history; the platform says which ways it knows.',
  example: {
    bad: '# domain-manifest.yaml\ndata_architecture: {pattern: kimball}\n# models/dims.yml\nmodels:\n  - {name: dim_customer, meta: {floe: {scd_type: 3}}, tests: [scd_validation], columns: [{name: customer_id, tests: [not_null, unique]}]}',
    good: '# domain-manifest.yaml\ndata_architecture: {pattern: kimball}\n# models/dims.yml\nmodels:\n  - {name: dim_customer, meta: {floe: {scd_type: 1}}, columns: [{name: customer_id, tests: [not_null, unique]}]}',
  },
  mend: 'Declare one of the types of `data_architecture.layers.<layer>.scd.types_allowed` as `meta.floe.scd_type`.',
  check({ dimensions }, out) {
    for (const { model, declared, type } of dimensions) {
      const { layer } = model;
      if (declared === null || (type !== null && !layer?.scd)) continue;
      const allowed = layer?.scd?.typesAllowed ?? [1, 2];
      if (type !== null && allowed.includes(type)) continue;
      const location = model.model.floe.locate('scd_type');
      out.fail(model, { type: declared, layer: layer?.name ?? '', allowed }, { location });
    }
  },
  message: (model, { type, layer }) =>
    `${model} declares SCD type ${type}, which ${layer === '' ? 'is no type' : `the ${layer} layer does not allow`}`,
  expected: ({ allowed }) => `scd_type ${enumerate(allowed.map(String), 'or')}`,
});
