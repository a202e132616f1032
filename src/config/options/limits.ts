import type { Option } from '../reading/Option.js';
import { integer } from '../reading/values.js';

/** What one request, one caller and one compilation may take. */
export const LIMITS = {
  maxTokens: {
    env: 'MAX_TOKENS',
    default: '5000',
    meaning:
      'How many words and signs a document may have (docs/limits.md). A text in quotes is one, whatever its length.',
    read: integer(100, 1_000_000),
  },
  maxDepth: {
    env: 'MAX_DEPTH',
    default: '20',
    meaning: 'How deep the fields of a document may be nested, those of its fragments where they are spread.',
    read: integer(5, 1_000),
  },
  maxAliases: {
    env: 'MAX_ALIASES',
    default: '100',
    meaning: 'How many fields of a document may be given another name.',
    read: integer(0, 100_000),
  },
  maxDirectives: {
    env: 'MAX_DIRECTIVES',
    default: '100',
    meaning: 'How many directives (`@include`, `@skip`) a document may have.',
    read: integer(0, 100_000),
  },
  maxCost: {
    env: 'MAX_COST',
    default: '70000',
    meaning:
      'What one operation may cost at most: about the objects of its answer, where every page is full (docs/limits.md).',
    read: integer(1_000, 1_000_000_000),
  },
  maxRepresentations: {
    env: 'MAX_REPRESENTATIONS',
    default: '1000',
    meaning: 'How many objects a gateway may ask for at once (`_entities`).',
    read: integer(1, 100_000),
  },
  maxSubscriptions: {
    env: 'MAX_SUBSCRIPTIONS',
    default: '100',
    meaning: 'How many operations may run over one WebSocket at once, subscriptions among them.',
    read: integer(1, 100_000),
  },
  maxSockets: {
    env: 'MAX_SOCKETS',
    default: '1000',
    meaning:
      'How many WebSockets and event streams one address may hold open at once. All clients behind a proxy that is not among `TRUSTED_PROXIES` have its address.',
    read: integer(1, 1_000_000),
  },
  maxRunning: {
    env: 'MAX_RUNNING',
    default: '256',
    meaning:
      'How many requests of one caller are answered at once: of one principal, or of one address that does not say who asks.',
    read: integer(1, 100_000),
  },
  rateAnonymous: {
    env: 'RATE_ANONYMOUS',
    default: '2000000',
    meaning:
      'What the operations of one minute may cost together that come from one address which does not say who asks (docs/limits.md); 0 is no limit. Not held where `AUTH=none`, of this machine.',
    read: integer(0, 1_000_000_000_000),
  },
  rateKnown: {
    env: 'RATE_KNOWN',
    default: '30000000',
    meaning: 'The same of one principal that says who it is.',
    read: integer(0, 1_000_000_000_000),
  },
  rateRefused: {
    env: 'RATE_REFUSED',
    default: '100',
    meaning:
      'How many requests of one minute may come from one address with credentials that do not hold: the next are refused with 429, and those that hold are let in; 0 is no limit.',
    read: integer(0, 1_000_000_000),
  },
  queryLimitSeconds: {
    env: 'QUERY_LIMIT_SECONDS',
    default: '30',
    meaning: 'How long one query may read before it is given up; mutations are not.',
    read: integer(1, 3_600),
  },
  answersMb: {
    env: 'ANSWERS_MB',
    default: '32',
    meaning:
      'How many megabytes of answers are kept and given again while nothing has changed in the store; 0 keeps none.',
    read: integer(0, 65_536),
  },
  compileThreads: {
    env: 'COMPILE_THREADS',
    default: '2',
    meaning:
      'How many threads compile large products beside the one that answers requests; each is started when it is first needed. 0 compiles everything in the one thread.',
    read: integer(0, 64),
  },
  compileInlineKb: {
    env: 'COMPILE_INLINE_KB',
    default: '64',
    meaning: 'What has no more text than this, in kilobytes, is compiled in the thread that answers requests.',
    read: integer(0, 1_048_576),
  },
  compileMemoryMb: {
    env: 'COMPILE_MEMORY_MB',
    default: '2048',
    meaning: 'How much heap one thread that compiles may use, in megabytes; a compilation that needs more is refused.',
    read: integer(64, 65_536),
  },
  compileLimitSeconds: {
    env: 'COMPILE_LIMIT_SECONDS',
    default: '120',
    meaning: 'How long one compilation may take in such a thread before it is given up.',
    read: integer(1, 3_600),
  },
} as const satisfies Record<string, Option<unknown>>;
