import { sql } from '../sql.js';
import { AGAIN, named, RESTORE, type Check } from './check.js';

/** Contracts and the ends that they join. */
export const CONTRACT_CHECKS: readonly Check[] = [
  {
    code: 'CONTRACT_VERSION_MISSING',
    what: 'The version of the contract that stands is not kept',
    mend: RESTORE,
    found: named(sql`
      SELECT k.name AS "name" FROM contracts k WHERE NOT EXISTS (
        SELECT 1 FROM contract_versions v WHERE v.contract_id = k.id AND v.version = k.version) ORDER BY 1`),
  },
  {
    code: 'CONTRACT_BEGINNING_MISSING',
    what: 'The contract is not established once in the change feed',
    mend: RESTORE,
    found: named(sql`
      SELECT k.name AS "name" FROM contracts k WHERE (SELECT COUNT(*) FROM contract_changes x
        WHERE x.contract_id = k.id AND x.kind = 'CONTRACT_ESTABLISHED') <> 1 ORDER BY 1`),
  },
  {
    code: 'CONTRACT_MISSING',
    what: 'The input port has a provider and no contract with it',
    mend: AGAIN,
    found: named(sql`
      SELECT i.fqn AS "name" FROM input_ports i WHERE i.provider_port_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM contracts k
        WHERE k.provider_port_id = i.provider_port_id AND k.consumer_product_id = i.product_id) ORDER BY 1`),
  },
  {
    code: 'PROVIDER_NOT_JOINED',
    what: 'The input port waits for a provider that stands',
    mend: AGAIN,
    found: named(sql`
      SELECT i.fqn AS "name" FROM input_ports i JOIN output_ports o ON o.fqn = i.ref
      WHERE i.provider_port_id IS NULL AND o.removed_at IS NULL ORDER BY 1`),
  },
  {
    code: 'CONSUMER_COUNT_WRONG',
    what: 'The number of consumers of the product is not that of its contracts',
    mend: AGAIN,
    found: named(sql`
      SELECT p.fqn AS "name" FROM products p WHERE p.consumer_count <> (
        SELECT COUNT(DISTINCT k.consumer_product_id) FROM contracts k JOIN output_ports o ON o.id = k.provider_port_id
        WHERE o.product_id = p.id AND k.status <> 'retired') ORDER BY 1`),
  },
  {
    code: 'BREACH_NOT_OPEN',
    what: 'The state of the objective names no breach that is open',
    mend: 'The next observation of the objective judges it anew.',
    found: named(sql`
      SELECT o.fqn || ' ' || s.objective || ' ' || s.metric AS "name" FROM sla_statuses s
      JOIN output_ports o ON o.id = s.port_id
      WHERE s.breach_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM sla_breaches b WHERE b.id = s.breach_id AND b.resolved_at IS NULL) ORDER BY 1`),
  },
  {
    code: 'PROBES_MISCOUNTED',
    what: 'The probes that availability is held against are not those that were recorded',
    mend: "Set `window_since` of the port's row in `sla_statuses` to NULL: the next probe counts them anew.",
    found: named(sql`
      SELECT o.fqn AS "name" FROM sla_statuses s JOIN output_ports o ON o.id = s.port_id
      WHERE s.window_since IS NOT NULL AND s.window_probes || ' ' || s.window_up <> (
        SELECT COUNT(*) || ' ' || COALESCE(SUM(b.up), 0) FROM observations b
        WHERE b.port_id = s.port_id AND b.objective = s.objective AND b.metric = s.metric AND b.at >= s.window_since
          AND NOT EXISTS (
            SELECT 1 FROM maintenances m WHERE m.port_id = b.port_id AND m.to_at > b.at AND m.from_at <= b.at))
      ORDER BY 1`),
  },
];
