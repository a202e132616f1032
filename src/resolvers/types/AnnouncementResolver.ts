import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context.js';
import type { AnnouncedContractRow } from '../../entities/rows/contracts/AnnouncedContractRow.js';
import type { AnnouncementRow } from '../../entities/rows/contracts/AnnouncementRow.js';
import type { ContractRow } from '../../entities/rows/contracts/ContractRow.js';
import type { ProductRow } from '../../entities/rows/products/ProductRow.js';
import { AnnouncedContract, Announcement } from '../../schema/types/contracts/Announcement.js';
import { DataContract } from '../../schema/types/contracts/DataContract.js';
import { DataProduct } from '../../schema/types/products/DataProduct.js';
import { PlannedChange } from '../../schema/types/contracts/PlannedChange.js';
import type { AnnouncedContractSource, AnnouncementSource } from '../sources/sources.js';
import { worldOf } from '../world/world.js';

@Resolver(() => Announcement)
export class AnnouncementResolver {
  @FieldResolver(() => DataProduct, { description: 'The product, as it stands.' })
  product(@Root() announcement: AnnouncementSource, @Ctx() context: Context): Promise<ProductRow | null> {
    return worldOf(announcement, context).productById.load(announcement.productId);
  }

  @FieldResolver(() => [AnnouncedContract], { description: 'The contracts that it breaks.' })
  contracts(@Root() announcement: AnnouncementSource, @Ctx() context: Context): Promise<AnnouncedContractRow[]> {
    return worldOf(announcement, context).contractsOfAnnouncement.load(announcement.id);
  }
}

@Resolver(() => AnnouncedContract)
export class AnnouncedContractResolver {
  @FieldResolver(() => DataContract, { description: 'The contract, as it stands.' })
  contract(@Root() row: AnnouncedContractSource, @Ctx() context: Context): Promise<ContractRow | null> {
    return worldOf(row, context).contractById.load(row.contractId);
  }

  @FieldResolver(() => Announcement, { description: 'What is announced.' })
  announcement(@Root() row: AnnouncedContractSource, @Ctx() context: Context): Promise<AnnouncementRow | null> {
    return worldOf(row, context).announcementById.load(row.announcementId);
  }

  @FieldResolver(() => [PlannedChange], { description: 'The changes that break it.' })
  changes(@Root() { changes }: AnnouncedContractRow): AnnouncedContractRow['changes'] {
    return changes;
  }
}
