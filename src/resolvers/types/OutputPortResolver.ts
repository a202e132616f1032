import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ExportFormat } from '../../compiler/compile.js';
import type { Context } from '../../context.js';
import type { TermRow } from '../../entities/rows/platform/TermRow.js';
import type { NamespaceRow } from '../../entities/rows/platform/NamespaceRow.js';
import { AS_OF } from '../../schema/args/asOf.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import { DataContractConnection, DataProductConnection } from '../../schema/connections/connections.js';
import { ContractFormat } from '../../schema/enums/contracts.js';
import { DateTime } from '../../schema/scalars/DateTime.js';
import { DataProduct } from '../../schema/types/products/DataProduct.js';
import { Term } from '../../schema/types/platform/Term.js';
import { LayerNamespace } from '../../schema/types/platform/LayerNamespace.js';
import { OutputPort } from '../../schema/types/products/OutputPort.js';
import { SlaStatus } from '../../schema/types/contracts/SlaStatus.js';
import { outputPortReadings } from '../readings/ports.js';
import { portSource } from '../fields/portSource.js';
import { productOfPart } from '../fields/productOfPart.js';
import { termsNamed } from '../fields/termsNamed.js';
import { slaStatuses } from '../fields/slaStatuses.js';
import type { OutputPortSource, ProductSource } from '../sources/sources.js';
import { worldAt, worldOf } from '../world/world.js';

const namespacePath = (table: string): string => table.slice(0, Math.max(0, table.lastIndexOf('.')));

@Resolver(() => OutputPort)
export class OutputPortResolver {
  @FieldResolver(() => DataProduct, { description: 'The product that exposes it.' })
  product(@Root() port: OutputPortSource, @Ctx() context: Context): Promise<ProductSource | null> {
    return productOfPart(port, context);
  }

  @FieldResolver(() => String, { description: 'The catalog table it stands for: `sales.gold.customers`.' })
  table(@Root() port: OutputPortSource): string {
    return outputPortReadings.table.of(port, {});
  }

  @FieldResolver(() => LayerNamespace, {
    nullable: true,
    description: 'Where the table lies; null where nobody declared that namespace.',
  })
  namespace(@Root() port: OutputPortSource, @Ctx() context: Context): Promise<NamespaceRow | null> {
    if (port.keptVersion) return context.loaders.namespaceByPath.load(namespacePath(port.tableName));
    return outputPortReadings.namespace.of(port, context);
  }

  @FieldResolver(() => [Term], {
    description: 'The terms of the glossary that it names; those that it explains no more are left out.',
  })
  terms(@Root() port: OutputPortSource, @Ctx() context: Context): Promise<TermRow[]> {
    return termsNamed(port.terms, context);
  }

  @FieldResolver(() => [SlaStatus], {
    description: 'One an objective of the SLA: met, breached or unknown, with the last observation.',
  })
  async slaStatus(@Root() port: OutputPortSource, @Ctx() { loaders }: Context): Promise<SlaStatus[]> {
    return port.sla ? slaStatuses(port.id, port.sla, await loaders.slaStatusesOfPort.load(port.id)) : [];
  }

  @FieldResolver(() => DataProductConnection, {
    description: 'The products that consume it, in the order in which they began (decision 14).',
  })
  consumers(
    @Root() port: OutputPortSource,
    @Arg('asOf', () => DateTime, AS_OF) asOf: string | null | undefined,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: Context,
  ): object {
    return outputPortReadings.consumers.of(port, worldAt(asOf, port, context), args);
  }

  @FieldResolver(() => DataContractConnection, {
    description: 'Its contracts, ended ones too, in the order in which they were established.',
  })
  contracts(
    @Root() port: OutputPortSource,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: Context,
  ): object {
    return outputPortReadings.contracts.of(port, worldOf(port, context), args);
  }

  @FieldResolver(() => String, {
    description:
      'The port as a document. As ODCS with all that the document said which it was read from (docs/standards.md).',
  })
  source(
    @Root() port: OutputPortSource,
    @Arg('format', () => ContractFormat, { nullable: true, defaultValue: 'odcs', description: 'The spelling.' })
    format: ExportFormat | null,
    @Ctx() context: Context,
  ): Promise<string> {
    return portSource(port, format ?? 'odcs', context);
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether its columns and documents are not shown to you: `READ_POLICY=grants`, and it is not granted to you (docs/authorization.md).',
  })
  async detailsHidden(@Root() { fqn }: OutputPortSource, @Ctx() { sight }: Context): Promise<boolean> {
    return sight !== null && !(await sight.port(fqn)).allowed;
  }
}
