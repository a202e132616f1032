import fc from 'fast-check';
import { compiledColumn } from '../../../src/compiler/document/columns.js';
import type { DocumentColumn } from '../../../src/compiler/document/common.js';
import { compiledLifecycle } from '../../../src/compiler/document/lifecycle.js';
import { compiledSla } from '../../../src/compiler/document/compiledSla.js';
import type { DocumentOutputPort } from '../../../src/compiler/document/product.js';
import type { ExportedPort } from '../../../src/compiler/standards/exportedPort.js';

const flag = fc.constantFrom(true as const);
const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,5}$/);

/** A column whose details all formats but dbt must carry, nested to some depth. */
const documentColumns: fc.Arbitrary<DocumentColumn> = fc.letrec<{ column: DocumentColumn }>((tie) => ({
  column: fc
    .record(
      {
        name,
        type: fc
          .constantFrom('string', 'integer', 'int16', 'int64', 'uint64', 'number', 'float32', 'float64', 'boolean')
          .chain((type) => fc.constantFrom(type, 'date', 'time', 'timestamp', 'timestamptz', 'decimal(10,2)', 'uuid'))
          .chain((type) =>
            fc.constantFrom(type, type, 'varchar(20)', 'any', 'object', 'array', 'map', 'array<string>'),
          ),
        required: flag,
        unique: flag,
        primary_key: flag,
        deprecated: flag,
        encrypted: flag,
        enum_open: flag,
        id: fc.constant('c-1'),
        title: fc.constant('T'),
        description: fc.constant('D'),
        classification: fc.constant('pii'),
        physical_type: fc.constant('NUMBER(38)'),
        pattern: fc.constant('^a'),
        tags: fc.constant(['t']),
        references: fc.constant(['a.b']),
        format: fc.constant('email'),
        retention_days: fc.nat(9).map((n) => n + 1),
        minimum: fc.nat(9),
        min_length: fc.nat(9),
        semantic: fc.constant('EUR'),
        aliases: fc.constant(['b']),
        renamed_from: fc.constant('z'),
        enum: fc.uniqueArray(fc.constantFrom('a', 'b', '1'), { minLength: 1 }),
        default: fc.constantFrom(1, 'x', false),
        fields: fc.uniqueArray(tie('column'), { minLength: 1, maxLength: 2, selector: (each) => each.name }),
        items: tie('column').map(({ name: _, id: __, aliases: ___, renamed_from: ____, ...rest }) => rest),
      },
      { requiredKeys: ['name', 'type'] },
    )
    .map(({ fields, items, ...rest }) => ({
      ...rest,
      ...(rest.type === 'object' && fields && { fields }),
      ...(rest.type === 'array' && { items: items ?? { type: 'any' } }),
      ...(rest.type === 'map' && {
        keys: { type: 'string', required: true as const },
        values: items ?? { type: 'string' },
      }),
    })) as fc.Arbitrary<DocumentColumn>,
})).column;

export const columnLists = fc.uniqueArray(documentColumns, {
  minLength: 1,
  maxLength: 4,
  selector: (each) => each.name,
});

/** A port as the catalog holds it once its product is compiled. */
export function catalogued({ description, schema, sla, access, lifecycle, ...port }: DocumentOutputPort): ExportedPort {
  const grants = (access?.grants ?? []).flatMap(({ access: may, ...grantee }) =>
    Object.entries(grantee).map(([kind, name]) => ({
      grantee: name,
      granteeKind: kind as 'role' | 'domain' | 'product',
      access: may,
    })),
  );
  return {
    name: port.name,
    table: port.table,
    description: description ?? null,
    columns: (schema?.columns ?? []).map(compiledColumn),
    sla: compiledSla(sla),
    access: { stated: access !== undefined, default: access?.default ?? 'deny', grants },
    lifecycle: compiledLifecycle(lifecycle) ?? null,
  };
}
