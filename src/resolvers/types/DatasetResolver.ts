import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { byLikeness } from '../../compiler/values/nearest.js';
import type { Context } from '../../context.js';
import type { DatasetAliasRow } from '../../entities/rows/datasets/DatasetAliasRow.js';
import type { UnmatchedDatasetRow } from '../../entities/rows/datasets/UnmatchedDatasetRow.js';
import type { OutputPortRow } from '../../entities/rows/products/OutputPortRow.js';
import { DatasetAlias, UnmatchedDataset } from '../../schema/types/contracts/Dataset.js';
import { OutputPort } from '../../schema/types/products/OutputPort.js';
import { leafOf } from '../loaders/contractLoaders.js';

const MOST_NEAR = 3;

@Resolver(() => UnmatchedDataset)
export class UnmatchedDatasetResolver {
  @FieldResolver(() => [String], {
    description: 'Ports (fqns) whose tables have the same last part, those of the likest tables first; at most three.',
  })
  async nearMatches(@Root() { name }: UnmatchedDatasetRow, @Ctx() { loaders }: Context): Promise<readonly string[]> {
    const ports = await loaders.portsOfLeaf.load(leafOf(name));
    const tables = [...new Set(ports.map(({ table }) => table))];
    const near = byLikeness(name, tables).flatMap(({ name: table }) => ports.filter((port) => port.table === table));
    return near.slice(0, MOST_NEAR).map(({ fqn }) => fqn);
  }
}

@Resolver(() => DatasetAlias)
export class DatasetAliasResolver {
  @FieldResolver(() => OutputPort, { description: 'The port that the dataset stands for.' })
  port(@Root() { portId }: DatasetAliasRow, @Ctx() { loaders }: Context): Promise<OutputPortRow | null> {
    return loaders.outputPortById.load(portId);
  }
}
