import type { Severity } from '../diagnostic.js';
import type { Manifest } from '../document/manifest.js';
import { parseDuration } from '../duration.js';
import type { EffectivePlatform } from './platform.js';

const SEVERITIES: Readonly<Record<'error' | 'warn' | 'info', Severity>> = {
  error: 'error',
  warn: 'warning',
  info: 'info',
};

/** How contracts are made where the manifests say nothing: backward, seven days (ADR-0021, Cross-Domain Data Contracts). */
export function effectiveContractPolicy(effective: Manifest): EffectivePlatform['contractPolicy'] {
  const stated = effective.governance?.interoperability?.data_contracts;
  return {
    compatibility: stated?.schema_compatibility ?? 'backward',
    breakingChangeNotice: parseDuration(stated?.breaking_change_notification ?? '7d') ?? 'P7D',
    unpublishedProvider: stated?.unpublished_provider ? SEVERITIES[stated.unpublished_provider] : null,
  };
}
