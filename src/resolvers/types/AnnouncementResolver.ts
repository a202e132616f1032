import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import type { AnnouncedContractRow } from '../../entities/rows/AnnouncedContractRow.js';
import type { AnnouncementRow } from '../../entities/rows/AnnouncementRow.js';
import type { ContractRow } from '../../entities/rows/ContractRow.js';
import type { ProductRow } from '../../entities/rows/ProductRow.js';
import { AnnouncedContract, Announcement } from '../../schema/types/Announcement.js';
import { DataContract } from '../../schema/types/DataContract.js';
import { DataProduct } from '../../schema/types/DataProduct.js';
import { PlannedChange } from '../../schema/types/PlannedChange.js';

@Resolver(() => Announcement)
export class AnnouncementResolver {
  @FieldResolver(() => DataProduct, { description: 'The product, as it stands.' })
  product(@Root() { productId }: AnnouncementRow, @Ctx() { loaders }: Context): Promise<ProductRow | null> {
    return loaders.productById.load(productId);
  }

  @FieldResolver(() => [AnnouncedContract], { description: 'The contracts that it breaks.' })
  contracts(@Root() { id }: AnnouncementRow, @Ctx() { loaders }: Context): Promise<AnnouncedContractRow[]> {
    return loaders.contractsOfAnnouncement.load(id);
  }
}

@Resolver(() => AnnouncedContract)
export class AnnouncedContractResolver {
  @FieldResolver(() => DataContract, { description: 'The contract, as it stands.' })
  contract(@Root() { contractId }: AnnouncedContractRow, @Ctx() { loaders }: Context): Promise<ContractRow | null> {
    return loaders.contractById.load(contractId);
  }

  @FieldResolver(() => Announcement, { description: 'What is announced.' })
  announcement(@Root() row: AnnouncedContractRow, @Ctx() { loaders }: Context): Promise<AnnouncementRow | null> {
    return loaders.announcementById.load(row.announcementId);
  }

  @FieldResolver(() => [PlannedChange], { description: 'The changes that break it.' })
  changes(@Root() { changes }: AnnouncedContractRow): AnnouncedContractRow['changes'] {
    return changes;
  }
}
