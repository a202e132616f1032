/** How a contract stands, the gravest thing that is so of it. */
export type ContractState = 'BROKEN' | 'BREACHED' | 'NOTICE' | 'AT_RISK' | 'ACTIVE';

/** How a state is drawn and told: by a colour, and without it by a dash and a sign. */
export interface Look {
  readonly label: string;
  readonly sign: string;
  /** The name of a colour of the style sheet, without its dashes. */
  readonly colour: string;
  /** Lengths of strokes and of what is left out between them; empty for a line without breaks. */
  readonly dash: readonly number[];
  readonly width: number;
}

/** The states, the gravest first: what an arrow shows of several that are so. */
export const LOOKS: Readonly<Record<ContractState, Look>> = {
  BROKEN: { label: 'broken', sign: '×', colour: 'bad', dash: [2, 4], width: 2.5 },
  BREACHED: { label: 'SLA breached', sign: '!', colour: 'bad', dash: [], width: 3 },
  NOTICE: { label: 'notice running', sign: '…', colour: 'warn', dash: [9, 4], width: 2 },
  AT_RISK: { label: 'SLA at risk', sign: '~', colour: 'warn', dash: [9, 3, 2, 3], width: 2 },
  ACTIVE: { label: 'active', sign: '', colour: 'quiet', dash: [], width: 1.25 },
};

export const STATES = Object.keys(LOOKS) as readonly ContractState[];

/** What is known of a contract that bears on how it stands. */
export interface Standing {
  readonly status: string;
  /** Whether a breaking change is announced for it. */
  readonly announced: boolean;
  /** Whether its port misses what it promises now. */
  readonly breached: boolean;
  /** Whether a breach upstream will break its freshness unless newer data comes. */
  readonly atRisk: boolean;
}

/** The gravest of what is so of a contract; one that is deprecated runs out, as if under notice. */
export function stateOf({ status, announced, breached, atRisk }: Standing): ContractState {
  if (status === 'BROKEN') return 'BROKEN';
  if (breached) return 'BREACHED';
  if (announced || status === 'DEPRECATED') return 'NOTICE';
  return atRisk ? 'AT_RISK' : 'ACTIVE';
}
