import type { CompiledAccess, CompiledContractTerms, CompiledGrant } from '../artifact.js';
import type { ChangeRule } from '../changes/index.js';
import { diffTerms } from './diffTerms.js';
import type { Change, ContractChangeKind } from './diff/change.js';
import type { DiffContext } from './diff/compareColumns.js';

/** An output port as far as it promises anything. */
export interface PromisingPort {
  readonly name: string;
  /** A stable id, kept when the port is renamed. */
  readonly id?: string;
  readonly terms: CompiledContractTerms;
  readonly access: CompiledAccess;
}

export interface PortChanges {
  /** The name of the port, the old one where it was renamed. */
  readonly port: string;
  readonly changes: readonly Change[];
}

const change = (rule: ChangeRule, kind: ContractChangeKind, path: string, before: unknown, after: unknown): Change => ({
  rule,
  kind,
  path,
  before,
  after,
  edits: [],
});

/** Whether a grant is what a live contract stands on. */
export type InUse = (port: string, grant: CompiledGrant) => boolean;

/** What changed between the output ports of two versions of a product, port by port, in the order of the old version. */
export function diffPorts(
  before: readonly PromisingPort[],
  after: readonly PromisingPort[],
  inUse: InUse,
  context: Partial<DiffContext> = {},
): PortChanges[] {
  const successor = (port: PromisingPort): PromisingPort | undefined =>
    after.find(({ id }) => id !== undefined && id === port.id) ?? after.find(({ name }) => name === port.name);
  const kept = before.map((port) => ({ port, next: successor(port) }));
  const known = new Set(kept.map(({ next }) => next));
  return [
    ...kept.map(({ port, next }) => ({
      port: port.name,
      changes: next
        ? comparePort(port, next, inUse, context)
        : [change('table_removed', 'TABLE_CHANGED', '', port.name, null)],
    })),
    ...after
      .filter((port) => !known.has(port))
      .map((port) => ({ port: port.name, changes: [change('table_added', 'TABLE_CHANGED', '', null, port.name)] })),
  ].filter(({ changes }) => changes.length > 0);
}

function comparePort(
  before: PromisingPort,
  after: PromisingPort,
  inUse: InUse,
  context: Partial<DiffContext>,
): Change[] {
  const renamed =
    before.name === after.name ? [] : [change('table_renamed', 'TABLE_CHANGED', 'name', before.name, after.name)];
  const access = compareAccess(before.access, after.access, (grant) => inUse(before.name, grant));
  return [...renamed, ...diffTerms(before.terms, after.terms, context), ...access];
}

const keyOf = ({ granteeKind, grantee }: CompiledGrant): string => `${granteeKind}:${grantee}`;
const RANK = { read: 0, read_write: 1 } as const;

/** Grants that came, went or were narrowed; default deny to allow is a grant to all. */
export function compareAccess(
  before: CompiledAccess,
  after: CompiledAccess,
  inUse: (grant: CompiledGrant) => boolean,
): Change[] {
  const now = new Map(after.grants.map((each) => [keyOf(each), each]));
  const old = new Map(before.grants.map((each) => [keyOf(each), each]));
  const lost = before.grants.flatMap((grant): Change[] => {
    const next = now.get(keyOf(grant));
    if (next && RANK[next.access] >= RANK[grant.access]) return [];
    const rule = inUse(grant) ? 'grant_revoked_used' : 'grant_revoked_unused';
    return [change(rule, 'ACCESS_REVOKED', `access.${keyOf(grant)}`, grant.access, next?.access ?? null)];
  });
  const gained = after.grants.flatMap((grant): Change[] => {
    const was = old.get(keyOf(grant));
    if (was && RANK[was.access] >= RANK[grant.access]) return [];
    return [change('grant_added', 'ACCESS_GRANTED', `access.${keyOf(grant)}`, was?.access ?? null, grant.access)];
  });
  return [...lost, ...gained, ...compareDefault(before, after, inUse)];
}

/** A default that is taken away is a grant revoked from everybody whom no grant names. */
function compareDefault(
  before: CompiledAccess,
  after: CompiledAccess,
  inUse: (grant: CompiledGrant) => boolean,
): Change[] {
  if (before.default === after.default) return [];
  const [was, is] = [before.default, after.default];
  if (is === 'allow') return [change('grant_added', 'ACCESS_GRANTED', 'access.default', was, is)];
  const used = inUse({ grantee: '*', granteeKind: 'domain', access: 'read' });
  return [change(used ? 'grant_revoked_used' : 'grant_revoked_unused', 'ACCESS_REVOKED', 'access.default', was, is)];
}
