import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../context.js';
import {
  AcknowledgeChangeInput,
  AnnounceProductInput,
  WithdrawAnnouncementInput,
} from '../../schema/inputs/documents.js';
import { AnnounceProductPayload, AnnouncementPayload } from '../../schema/payloads/payloads.js';
import { productRequest } from '../inputs/productRequest.js';

const option = { description: 'What, and why.' };

/** The notice of breaking changes (ADR-0021, breaking_change_notification; decision 17). */
@Resolver()
export class AnnouncementMutation {
  @Mutation(() => AnnounceProductPayload, {
    description:
      'Compiles a version and stores it as announced; the clock of each contract it breaks starts. Announced again, what was announced before keeps its clock and its answers; what is new has its own notice, and the version waits for the last.',
  })
  async announceProduct(
    @Arg('input', () => AnnounceProductInput, { description: 'The product.' }) input: AnnounceProductInput,
    @Ctx() context: Context,
  ): Promise<AnnounceProductPayload> {
    const effectiveAt = input.effectiveAt ? new Date(input.effectiveAt).toISOString() : null;
    const result = await context.actions.announceProduct({ ...productRequest(input), effectiveAt });
    context.refresh();
    return result;
  }

  @Mutation(() => AnnouncementPayload, { description: 'Takes an announcement back; the consumers are told.' })
  async withdrawAnnouncement(
    @Arg('input', () => WithdrawAnnouncementInput, option) input: WithdrawAnnouncementInput,
    @Ctx() context: Context,
  ): Promise<AnnouncementPayload> {
    const result = await context.actions.withdrawAnnouncement({ ...input });
    context.refresh();
    return result;
  }

  @Mutation(() => AnnouncementPayload, {
    description: "A consumer's answer to the breaking change that is announced for its contract. The last one counts.",
  })
  async acknowledgeChange(
    @Arg('input', () => AcknowledgeChangeInput, option) input: AcknowledgeChangeInput,
    @Ctx() context: Context,
  ): Promise<AnnouncementPayload> {
    const result = await context.actions.acknowledgeChange({ ...input });
    context.refresh();
    return result;
  }
}
