import type { Diagnostic } from '../../diagnostic.js';
import { finding, placeText } from './finding.js';
import type { PolicyConflict } from './merge.js';
import { pathText } from './policyPath.js';

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A conflict as the error that names both places (decision 2). */
export function conflictFinding(conflict: PolicyConflict): Diagnostic {
  return conflict.kind === 'weakened' ? weakened(conflict) : forbidden(conflict);
}

function weakened({ path, parentPath, parent, child, demand }: PolicyConflict): Diagnostic {
  const at = parent?.document.locate(parentPath ?? path) ?? null;
  const owner = parent?.document.label ?? '';
  const place = at ? ` (${placeText(at)})` : '';
  return finding('INHERIT_WEAKENED', {
    message: `${pathText(path)}: ${shown(child.value)} weakens ${shown(parent?.value)} of ${owner}`,
    expected: demand,
    hint: `${owner} asks for it${place}; leave the field out to inherit it`,
    subject: pathText(path),
    location: child.document.locate(path),
    related: at ? [{ message: `${owner} states ${shown(parent?.value)} here`, location: at }] : [],
    details: {
      path: pathText(path),
      stated: child.value,
      inherited: parent?.value,
      by: child.document.label,
      from: owner,
    },
  });
}

function forbidden({ path, parent, child }: PolicyConflict): Diagnostic {
  const at = parent?.document.locate(path) ?? null;
  return finding('INHERIT_FORBIDDEN', {
    message: `${pathText(path)} is not ${child.document.label}'s to state: only the enterprise manifest states it`,
    hint: `Remove ${pathText(path)}; what the enterprise states is inherited`,
    subject: pathText(path),
    location: child.document.locate(path),
    related: at ? [{ message: `${parent?.document.label ?? ''} states it here`, location: at }] : [],
    details: { path: pathText(path), by: child.document.label, from: parent?.document.label ?? null },
  });
}
