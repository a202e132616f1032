import { defineEnum } from './defineEnum.js';

export const SlaObjective = defineEnum('SlaObjective', 'What an SLA promises (ADR-0021, output ports: sla).', {
  FRESHNESS: ['freshness', 'The age of the newest data, at most.'],
  AVAILABILITY: [
    'availability',
    'The share of probes that were up over the trailing days (30, or `SLA_WINDOW_DAYS`), at least.',
  ],
  QUALITY: ['quality', 'The measured share of a metric (completeness, accuracy ...), at least.'],
});

export const SlaState = defineEnum('SlaState', 'What the last observation says of an objective.', {
  MET: ['met', 'The promise was kept.'],
  BREACHED: ['breached', 'The promise was missed; a breach is open.'],
  UNKNOWN: ['unknown', 'Nobody has observed it yet.'],
});

export const SlaRisk = defineEnum('SlaRisk', 'How the promises of a contract in force are in danger.', {
  BREACHED: ['breached', 'Its port has an open breach.'],
  AT_RISK: [
    'at_risk',
    'Its port has none, but one upstream, through any number of ports, will break its freshness unless newer data comes.',
  ],
});
