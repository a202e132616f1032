import * as z from 'zod';
import { ask, Refused, type Execute } from '../answer/execute.js';
import { notFound } from '../tools/near.js';
import { bounded, doneOf, previewed } from './previewed.js';

const ANNOUNCED = `query Announced($name: String!) {
  contract(name: $name) {
    name
    consumer { fqn }
    announced {
      response note
      announcement { version status effectiveAt product { fqn } }
      changes { severity message path }
    }
  }
}`;

const ACKNOWLEDGE = `mutation Acknowledge($input: AcknowledgeChangeInput!) {
  acknowledgeChange(input: $input) {
    announcement { version status effectiveAt contracts { contract { name } response note respondedBy respondedAt } }
    userErrors { code message path }
  }
}`;

interface Found {
  readonly announced: { readonly announcement: { readonly version: string } } | null;
}

async function announcedOf(execute: Execute, name: string): Promise<NonNullable<Found['announced']> & object> {
  const { contract } = await ask<{ contract: Found | null }>(execute, ANNOUNCED, { name });
  if (!contract) return notFound(execute, 'contract', name);
  const { announced, ...head } = contract;
  if (announced) return { ...head, ...announced };
  throw new Refused('CONFLICT', `No breaking change is announced for ${name}: there is nothing to answer.`);
}

export const acknowledge = previewed({
  name: 'acknowledge',
  title: 'Answer an announced change',
  description:
    'Answers, as the consumer of a contract, the breaking change that is announced for it. First call: what is announced, and a token. Second call, with the token: the answer is recorded.',
  shape: {
    contract: z.string().min(1).describe('The name of the contract.'),
    response: z.enum(['ACCEPTED', 'MIGRATING', 'BLOCKED']).describe('What the consumer says to it.'),
    note: z.string().optional().describe('For the provider.'),
  },
  preview: async (execute, { contract, response }) => {
    const announced = await announcedOf(execute, contract);
    const told = await bounded(announced, 'the tool contract, asked for this one,');
    return { told: { wouldAnswer: response, announced: told }, decides: announced };
  },
  carryOut: async (execute, args) => {
    const { announcement } = await announcedOf(execute, args.contract);
    const input = { ...args, expectedVersion: announcement.version };
    const answer = await ask<{ acknowledgeChange: Parameters<typeof doneOf>[0] }>(execute, ACKNOWLEDGE, { input });
    return doneOf(answer.acknowledgeChange, 'the tool contract, asked for notices that run,');
  },
});
