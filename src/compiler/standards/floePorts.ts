import { documentColumn } from '../document/columns.js';
import { formatDuration } from '../duration.js';
import { formatPercentage } from '../percentage.js';
import type { CompiledSla } from '../artifact.js';
import type { StandardContract } from './odcs/model.js';
import type { StandardProduct } from './odps/odps.js';

function slaOf({ freshness, availability, quality }: CompiledSla): Record<string, unknown> {
  return {
    ...(freshness && { freshness: formatDuration(freshness) }),
    ...(availability !== null && { availability: formatPercentage(availability) }),
    ...(quality.length > 0 && {
      quality: Object.fromEntries(quality.map(({ metric, target }) => [metric, formatPercentage(target)])),
    }),
  };
}

/** A name as data-product.yaml takes it. */
const portName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '_')
    .replace(/^[^a-z0-9]+/, '');

/** What came in by a standard as the `output_ports` of a data-product.yaml (docs/standards.md). */
export function floePorts(model: StandardContract | StandardProduct): { readonly output_ports: readonly unknown[] } {
  if (!('tables' in model))
    return {
      output_ports: model.outputPorts.map(({ name, description }) => ({
        ...{ name: portName(name), ...(description !== null && { description }) },
        table: portName(name),
      })),
    };
  const { sla } = model;
  return {
    output_ports: model.tables.map(({ name, physicalName, description, columns }) => ({
      name: portName(name),
      ...(description !== null && { description }),
      table: physicalName ?? portName(name),
      schema: { columns: columns.map(documentColumn) },
      ...(sla && { sla: slaOf(sla) }),
    })),
  };
}
