import type { RelatedLocation, Severity } from '../../diagnostic.js';
import { portGraph, type PortGraph } from '../../facts/mesh/portGraph.js';
import type { OutputPortFacts } from '../../facts/subjects/portFacts.js';
import type { ProductFacts } from '../../facts/product/productFacts.js';
import type { SlaChain } from '../../facts/mesh/slaChain.js';
import { slaSeverity } from './slaSeverity.js';
import type { SourceLocation } from '../../source.js';

export interface SlaChainFinding {
  readonly port: OutputPortFacts;
  readonly chain: SlaChain;
  readonly place: {
    readonly location: SourceLocation | null;
    readonly severity: Severity;
    readonly related: readonly RelatedLocation[];
  };
}

/**
 * The output ports whose chain breaks a promise of theirs. What models tell is an error, what is assumed where no model
 * tells a warning (docs/decisions/0009).
 */
export function slaChainFindings(
  facts: ProductFacts,
  promise: 'freshness' | 'availability',
  chainOf: (graph: PortGraph, port: string) => SlaChain | null,
): SlaChainFinding[] {
  const { outputs, inputs, document, platform } = facts;
  const graph = portGraph(facts);
  return outputs.flatMap((port) => {
    const chain = chainOf(graph, port.fqn);
    if (!chain) return [];
    const input = inputs.find(({ fqn }) => fqn === chain.inputPort);
    const related = input?.location
      ? [{ message: `Read through input port '${input.name}'`, location: input.location }]
      : [];
    const location = document?.locate(['output_ports', port.order, 'sla', promise]) ?? null;
    const severity = chain.assumed ? 'warning' : slaSeverity(platform);
    return [{ port, chain, place: { location, severity, related } }];
  });
}
