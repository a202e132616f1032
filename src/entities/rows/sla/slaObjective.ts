/** What an SLA promises (ADR-0021, output ports: sla). */
export type SlaObjective = 'freshness' | 'availability' | 'quality';
