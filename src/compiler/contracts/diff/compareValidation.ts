import type { CompiledContractTerms } from '../../artifact.js';
import { atLeastAsStrict } from './modes.js';
import { seconds } from './compareSla.js';
import type { Change } from './change.js';

/** The rules of the contract itself: its mode and its notice. */
export function compareValidation(before: CompiledContractTerms, after: CompiledContractTerms): Change[] {
  return [...compareModes(before, after), ...compareNotice(before, after)];
}

function compareModes(before: CompiledContractTerms, after: CompiledContractTerms): Change[] {
  const [old, now] = [before.compatibility, after.compatibility];
  if (old === now) return [];
  return [
    {
      rule: 'mode_changed',
      ...(atLeastAsStrict(now, old) && { reverse: true as const }),
      kind: 'VALIDATION_CHANGED',
      path: 'validation.schema_compatibility',
      before: old,
      after: now,
      edits: [{ op: 'terms', values: { compatibility: now } }],
    },
  ];
}

function compareNotice(before: CompiledContractTerms, after: CompiledContractTerms): Change[] {
  const [old, now] = [before.breakingChangeNotice, after.breakingChangeNotice];
  if (old === now) return [];
  const [was, is] = [seconds(old) ?? 0, seconds(now) ?? 0];
  const common = {
    kind: 'VALIDATION_CHANGED' as const,
    path: 'validation.breaking_change_notification',
    before: old,
    after: now,
    edits: [{ op: 'terms' as const, values: { breakingChangeNotice: now } }],
  };
  if (was === is) return [{ ...common, rule: 'sla_unit' }];
  return [{ ...common, rule: 'mode_changed', ...(is > was && { reverse: true as const }) }];
}
