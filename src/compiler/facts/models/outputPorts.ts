import type { CompiledOutputPort } from '../../artifact.js';
import type { ModelFacts } from './modelFacts.js';
import type { OutputPortFacts } from '../subjects/portFacts.js';
import { portColumns, portKept } from './portColumns.js';

/** The output ports of a product with what they promise. */
export function compiledOutputPorts(
  outputs: readonly OutputPortFacts[],
  models: readonly ModelFacts[],
): CompiledOutputPort[] {
  return outputs.map((output) => compiledPort(output, models));
}

function compiledPort(output: OutputPortFacts, models: readonly ModelFacts[]): CompiledOutputPort {
  const kept = portKept(output, models);
  return {
    name: output.name,
    fqn: output.fqn,
    description: output.port.description ?? null,
    ...(output.port.id !== undefined && { id: output.port.id }),
    table: output.port.table,
    namespace: output.namespace,
    columns: portColumns(output, models),
    sla: output.sla,
    access: output.access,
    ...(output.lifecycle && { lifecycle: output.lifecycle }),
    ...(kept && { kept }),
    ...(output.port.tags && { tags: output.port.tags }),
    ...(output.port.terms && { terms: output.port.terms }),
  };
}
