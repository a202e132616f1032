import type { CompiledContractTerms } from '../artifact.js';
import type { Change } from './diff/change.js';
import { compareColumns, type DiffContext } from './diff/compareColumns.js';
import { compareExtensions } from './diff/compareExtensions.js';
import { compareKeys } from './diff/compareKeys.js';
import { compareRules } from './diff/compareRules.js';
import { compareSla } from './diff/compareSla.js';
import { compareValidation } from './diff/compareValidation.js';
import { compareKept } from './kept/compareKept.js';
import { regrouped } from './diff/regroup.js';
import { structured } from './diff/structured.js';

/** Where the enterprise's levels are not at hand (ADR-0021, Enterprise Manifest). */
const LEVELS = ['public', 'internal', 'confidential', 'pii', 'phi'];

/**
 * What changed between two versions of a contract's terms: every change, each once, at the shallowest path, to any depth
 * of structs, arrays and maps, in the order columns, table, SLA, quality, validation, the rest. Says nothing about
 * severity. Renames only where they are declared. `context`: the promotion profile of the platform and the enterprise's
 * classification levels, weakest first.
 */
export function diffTerms(
  before: CompiledContractTerms,
  after: CompiledContractTerms,
  context: Partial<DiffContext> = {},
): Change[] {
  const { profile = 'default', levels = [] } = context;
  const full = { profile, levels: levels.length > 0 ? levels : LEVELS };
  const [old, now] = [before, after].map(({ columns }) => columns.map((each) => structured(each, profile)));
  const columns = regrouped(compareColumns(old ?? [], now ?? [], [], full), old ?? []);
  return [
    ...columns,
    ...compareKeys(old ?? [], now ?? []),
    ...compareTable(before, after),
    ...compareSla(before, after),
    ...compareRules(before, after),
    ...compareValidation(before, after),
    ...compareRest(before, after),
    ...compareKept(before, after),
  ];
}

const compareTable = ({ table: before }: CompiledContractTerms, { table: after }: CompiledContractTerms): Change[] =>
  before === after
    ? []
    : [
        {
          rule: 'physical_location',
          kind: 'TABLE_CHANGED',
          path: 'table',
          before,
          after,
          edits: [{ op: 'terms', values: { table: after } }],
        },
      ];

function compareRest(before: CompiledContractTerms, after: CompiledContractTerms): Change[] {
  const found: Change[] = [];
  const [old, now] = [before.deprecated ?? false, after.deprecated ?? false];
  if (old !== now)
    found.push({
      rule: 'deprecated_set',
      ...(old && { reverse: true as const }),
      kind: 'STATUS_CHANGED',
      path: 'deprecated',
      before: old,
      after: now,
      edits: [{ op: 'terms', values: { deprecated: after.deprecated } }],
    });
  found.push(...compareLifecycle(before, after));
  if (before.description !== after.description)
    found.push({
      rule: 'doc_changed',
      kind: 'DESCRIPTION_CHANGED',
      path: 'description',
      before: before.description ?? null,
      after: after.description ?? null,
      edits: [{ op: 'terms', values: { description: after.description } }],
    });
  const edits = [{ op: 'terms' as const, values: { extensions: after.extensions } }];
  const told = compareExtensions(before.extensions, after.extensions).map(({ key: path, ...each }) => ({
    ...each,
    path,
    edits,
  }));
  return [...found, ...told];
}

/** The day until which it is there may be put off, not brought forward; the rest of a life is told. */
function compareLifecycle(
  { lifecycle: before }: CompiledContractTerms,
  { lifecycle: after }: CompiledContractTerms,
): Change[] {
  const edits = [{ op: 'terms' as const, values: { lifecycle: after } }];
  const fields = ['status', 'since', 'removeAfter', 'replacedBy'] as const;
  return fields.flatMap((field): Change[] => {
    const [was, is] = [before?.[field] ?? null, after?.[field] ?? null];
    if (was === is) return [];
    const told = { path: `lifecycle.${field}`, before: was, after: is, edits };
    if (field !== 'removeAfter' || was === null) return [{ ...told, rule: 'doc_changed', kind: 'STATUS_CHANGED' }];
    const later = is === null || is > was;
    const rule = { rule: 'eol_earlier', ...(later && { reverse: true as const }) } as const;
    return [{ ...told, ...rule, kind: later ? 'SLA_TIGHTENED' : 'SLA_LOOSENED' }];
  });
}
