import { formatDuration } from '../../compiler/values/duration.js';
import { publishedPorts, type PortGraph } from '../../compiler/facts/mesh/portGraph.js';
import { attainableFreshness, requirementChain } from '../../compiler/facts/mesh/slaChain.js';
import type { UpstreamPort } from '../../compiler/mesh.js';
import type { Transaction } from '../../entities/database.js';
import { upstreamPortsOf } from '../../entities/reads/upstreamPorts.js';
import type { Dependency } from '../../entities/writes/contracts.js';

/** Why what a provider's port rests on misses a consumer's requirement; null where it does not. */
export type ChainReason = (dependency: Dependency) => string | null;

function reason(graph: PortGraph, { provider, consumer, requirement }: Dependency): string | null {
  const chain = requirement === null ? null : requirementChain(graph, provider.fqn, requirement);
  const weakest = chain?.ports.at(-1);
  if (!chain || !weakest || requirement === null) return null;
  const [required, given] = [requirement, attainableFreshness(weakest) ?? ''].map(formatDuration);
  const way = chain.ports.map(({ fqn }) => fqn).join(' ← ');
  return `${consumer} requires freshness=${required ?? ''}, but ${provider.fqn} rests on ${weakest.fqn} with ${given ?? ''} (${way}).`;
}

/**
 * Holds these dependencies against all that their providers rest on, through any number of products; three statements,
 * none where what is known of it covers them.
 */
export async function chainReasons(
  tx: Transaction,
  dependencies: readonly Dependency[],
  known: readonly UpstreamPort[],
): Promise<ChainReason> {
  const ports = [...new Set(dependencies.flatMap(({ requirement, provider }) => (requirement ? [provider.fqn] : [])))];
  const covered = new Set(known.map(({ fqn }) => fqn));
  const graph = publishedPorts(ports.every((each) => covered.has(each)) ? known : await upstreamPortsOf(tx, ports));
  return (dependency) => reason(graph, dependency);
}
