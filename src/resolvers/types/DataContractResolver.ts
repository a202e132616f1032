import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ExportFormat } from '../../compiler/compile.js';
import type { Context } from '../../context.js';
import type { SlaRisk as Risk } from '../../entities/reads/contracts.js';
import type { AnnouncedContractRow } from '../../entities/rows/contracts/AnnouncedContractRow.js';
import type { ContractVersionRow } from '../../entities/rows/contracts/ContractVersionRow.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import type { ProductRow } from '../../entities/rows/products/ProductRow.js';
import { ForwardPageArgs } from '../../schema/args/PageArgs.js';
import { ContractChangeConnection, DataContractVersionConnection } from '../../schema/connections/connections.js';
import { ContractFormat } from '../../schema/enums/contracts.js';
import { SlaRisk } from '../../schema/enums/sla.js';
import { AnnouncedContract } from '../../schema/types/contracts/Announcement.js';
import { DataContract } from '../../schema/types/contracts/DataContract.js';
import { DataContractVersion } from '../../schema/types/contracts/DataContractVersion.js';
import { DataProduct } from '../../schema/types/products/DataProduct.js';
import { OutputPort } from '../../schema/types/products/OutputPort.js';
import { contractReadings } from '../readings/contracts.js';
import { contractSource } from '../fields/contractSource.js';
import type { ContractSource } from '../sources/sources.js';
import { worldOf } from '../world/world.js';

const format = {
  nullable: true,
  defaultValue: 'floe',
  description: 'The spelling (decision 16).',
};
const document = 'The contract as a document.';

@Resolver(() => DataContract)
export class DataContractResolver {
  @FieldResolver(() => OutputPort, { description: 'The output port that is consumed.' })
  provider(@Root() contract: ContractSource, @Ctx() context: Context): Promise<OutputPortRow | null> {
    return contractReadings.provider.of(contract, context);
  }

  @FieldResolver(() => DataProduct, { description: 'The product that consumes it.' })
  consumer(@Root() contract: ContractSource, @Ctx() context: Context): Promise<ProductRow | null> {
    return contractReadings.consumer.of(contract, context);
  }

  @FieldResolver(() => String, {
    description:
      "What its mode lets the provider change, in words. The ADR's `backward` is what a schema registry calls FORWARD.",
  })
  compatibilityDefinition(@Root() contract: ContractSource): string {
    return contractReadings.compatibilityDefinition.of(contract, {});
  }

  @FieldResolver(() => AnnouncedContract, {
    nullable: true,
    description: 'The breaking change that is announced for it and has not taken effect.',
  })
  announced(@Root() contract: ContractSource, @Ctx() context: Context): Promise<AnnouncedContractRow | null> {
    return worldOf(contract, context).announcedForContract.load(contract.id);
  }

  @FieldResolver(() => SlaRisk, {
    nullable: true,
    description: 'What endangers its promises as of now; null: nothing, or it is no longer in force.',
  })
  slaRisk(@Root() contract: ContractSource, @Ctx() { loaders }: Context): Promise<Risk | null> {
    return loaders.slaRisk.load(contract);
  }

  @FieldResolver(() => DataContractVersionConnection, { description: 'Every version, the highest first.' })
  versions(
    @Root() contract: ContractSource,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: Context,
  ): object {
    return contractReadings.versions.of(contract, worldOf(contract, context), args);
  }

  @FieldResolver(() => ContractChangeConnection, { description: 'Its entries of the change feed, the oldest first.' })
  changes(
    @Root() contract: ContractSource,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: Context,
  ): object {
    return contractReadings.changes.of(contract, worldOf(contract, context), args);
  }

  @FieldResolver(() => String, { description: document })
  source(
    @Root() contract: ContractSource,
    @Arg('format', () => ContractFormat, format) spelling: ExportFormat | null,
    @Ctx() context: Context,
  ): Promise<string> {
    return contractSource(contract, contract, spelling, context);
  }
}

@Resolver(() => DataContractVersion)
export class DataContractVersionResolver {
  @FieldResolver(() => String, { description: document })
  async source(
    @Root() version: ContractVersionRow,
    @Arg('format', () => ContractFormat, format) spelling: ExportFormat | null,
    @Ctx() context: Context,
  ): Promise<string> {
    const contract = await context.loaders.contractById.load(version.contractId);
    if (!contract) throw new Error(`version ${version.id} belongs to no contract`);
    return contractSource(contract, version, spelling, context);
  }
}
