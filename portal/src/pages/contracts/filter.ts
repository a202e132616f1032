import type { ContractsQueryVariables, ContractStatus, SlaRisk } from './documents';

type Filter = ContractsQueryVariables['filter'];

/** What the address says of the list: its filters, and where it begins or ends. Not a type of its own would the router take. */
export type Address = {
  readonly [key in 'status' | 'notice' | 'risk' | 'provider' | 'consumer' | 'text' | 'after' | 'before']?: string;
};

const STATUSES: readonly ContractStatus[] = ['ACTIVE', 'DEPRECATED', 'BROKEN', 'DRAFT', 'RETIRED'];

/** The choices of what endangers the promises of a contract, by their words in the address. */
const RISKS: Readonly<Record<string, readonly SlaRisk[]>> = {
  any: ['BREACHED', 'AT_RISK'],
  breached: ['BREACHED'],
  'at-risk': ['AT_RISK'],
};

/** How many contracts a page lists. */
const PAGE = 25;

/** The filter that an address asks for; what says nothing of the kind is no condition. */
function filterOf({ status, notice, risk, provider, consumer, text }: Address): Filter {
  const known = STATUSES.find((each) => each.toLowerCase() === status);
  return {
    ...(known ? { status: [known] } : {}),
    ...(notice === 'running' ? { announced: true } : {}),
    ...(risk && RISKS[risk] ? { slaRisk: RISKS[risk] } : {}),
    ...(provider ? { provider } : {}),
    ...(consumer ? { consumer } : {}),
    ...(text ? { text } : {}),
  };
}

/** What is asked for an address: its page, and each count with the one choice that it stands for. */
export function variablesOf(address: Address): ContractsQueryVariables {
  const { after, before } = address;
  const filter = filterOf(address);
  const { status: _, ...anyStatus } = filter;
  const { slaRisk: __, ...anyRisk } = filter;
  const page = before ? { last: PAGE, before } : { first: PAGE, ...(after ? { after } : {}) };
  return {
    filter,
    ...page,
    anyStatus,
    active: { ...anyStatus, status: ['ACTIVE'] },
    deprecated: { ...anyStatus, status: ['DEPRECATED'] },
    broken: { ...anyStatus, status: ['BROKEN'] },
    draft: { ...anyStatus, status: ['DRAFT'] },
    retired: { ...anyStatus, status: ['RETIRED'] },
    running: { ...filter, announced: true },
    endangered: { ...anyRisk, slaRisk: ['BREACHED', 'AT_RISK'] },
    breached: { ...anyRisk, slaRisk: ['BREACHED'] },
    atRisk: { ...anyRisk, slaRisk: ['AT_RISK'] },
  };
}
