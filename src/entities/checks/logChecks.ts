import { sql } from '../sql.js';
import { named, RESTORE, type Check } from './check.js';

/** The event log: in order, without a gap, each event about something that is there. */
export const LOG_CHECKS: readonly Check[] = [
  {
    code: 'EVENT_LOG_GAP',
    what: 'The number is missing in the event log',
    mend: RESTORE,
    found: named(sql`
      SELECT e.seq + 1 AS "name" FROM (SELECT 0 AS seq UNION ALL SELECT seq FROM events) e, event_counter c
      WHERE e.seq >= c.forgotten_seq AND e.seq < c.last_seq AND NOT EXISTS (SELECT 1 FROM events n WHERE n.seq = e.seq + 1) ORDER BY 1`),
  },
  {
    code: 'EVENT_COUNTER_BEHIND',
    what: 'The event has a number that the counter has not given out',
    mend: 'UPDATE event_counter SET last_seq = (SELECT MAX(seq) FROM events) while no server runs.',
    found: named(sql`
      SELECT e.seq AS "name" FROM events e WHERE e.seq > (SELECT MAX(c.last_seq) FROM event_counter c) ORDER BY 1`),
  },
  {
    code: 'EVENT_COUNTER_MISSING',
    what: 'The event log has not one counter',
    mend: RESTORE,
    found: named(sql`SELECT 'event_counter' AS "name" FROM (SELECT COUNT(*) AS n FROM event_counter) c WHERE c.n <> 1`),
  },
  {
    code: 'CHANGE_WITHOUT_EVENT',
    what: 'The entry of the change feed and its event are not both there',
    mend: RESTORE,
    found: named(sql`
      SELECT e.seq AS "name" FROM events e LEFT JOIN contract_changes x ON x.seq = e.seq
      WHERE (e.kind = 'contract_change') <> (x.seq IS NOT NULL)
      UNION SELECT x.seq FROM contract_changes x WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.seq = x.seq)
      ORDER BY 1`),
  },
  {
    code: 'EVENT_WITHOUT_SUBJECT',
    what: 'The event is about something that is not there',
    mend: RESTORE,
    found: named(sql`
      SELECT e.seq AS "name" FROM events e WHERE
        (e.kind = 'product_published' AND NOT EXISTS (SELECT 1 FROM product_versions v WHERE v.id = e.subject_id))
        OR (e.kind = 'product_retired' AND NOT EXISTS (SELECT 1 FROM products p WHERE p.id = e.subject_id))
        OR (e.kind = 'manifest_published' AND NOT EXISTS (SELECT 1 FROM manifests m WHERE m.id = e.subject_id))
        OR (e.kind LIKE 'access_%' AND NOT EXISTS (SELECT 1 FROM access_requests r WHERE r.id = e.subject_id))
        OR (e.kind = 'run_ended' AND NOT EXISTS (SELECT 1 FROM runs r WHERE r.id = e.subject_id))
        OR (e.kind LIKE 'sla_breach_%' AND NOT EXISTS (SELECT 1 FROM sla_breaches b WHERE b.id = e.subject_id))
      ORDER BY 1`),
  },
  {
    code: 'VERSION_WITHOUT_EVENT',
    what: 'No event tells of the version',
    mend: RESTORE,
    found: named(sql`
      SELECT p.fqn || ' ' || v.version AS "name" FROM product_versions v JOIN products p ON p.id = v.product_id
      WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.kind = 'product_published' AND e.subject_id = v.id)
      UNION ALL SELECT m.name || ' ' || m.version FROM manifests m
      WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.kind = 'manifest_published' AND e.subject_id = m.id) ORDER BY 1`),
  },
  {
    code: 'BREACH_WITHOUT_EVENT',
    what: 'The breach is not in the event log as it opened and was resolved',
    mend: RESTORE,
    found: named(sql`
      SELECT o.fqn || ' ' || b.objective || ' ' || b.metric AS "name" FROM sla_breaches b
      JOIN output_ports o ON o.id = b.port_id
      WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.seq = b.opened_seq AND e.kind = 'sla_breach_opened')
        OR (b.resolved_at IS NULL) <> (b.resolved_seq IS NULL)
        OR (b.resolved_seq IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM events e WHERE e.seq = b.resolved_seq AND e.kind = 'sla_breach_resolved')) ORDER BY 1`),
  },
  {
    code: 'ACCESS_REQUEST_WITHOUT_EVENT',
    what: 'The request for access is not in the event log as it was made and decided',
    mend: RESTORE,
    found: named(sql`
      SELECT o.fqn || ' ' || r.grantee_kind || ':' || r.grantee AS "name" FROM access_requests r
      JOIN output_ports o ON o.id = r.port_id
      WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.kind = 'access_requested' AND e.subject_id = r.id)
        OR (r.status <> 'open') <> EXISTS (
          SELECT 1 FROM events e WHERE e.kind = 'access_decided' AND e.subject_id = r.id)
        OR (r.status = 'open') <> (r.decided_at IS NULL) ORDER BY 1`),
  },
  {
    code: 'RUN_WITHOUT_EVENT',
    what: 'The run and the event that tells of its end are not both there',
    mend: RESTORE,
    found: named(sql`
      SELECT p.fqn || ' ' || r.key AS "name" FROM runs r JOIN products p ON p.id = r.product_id
      WHERE (SELECT COUNT(*) FROM events e WHERE e.kind = 'run_ended' AND e.subject_id = r.id)
          <> CASE WHEN r.ended_at IS NULL THEN 0 ELSE 1 END
        OR (r.status IN ('succeeded', 'failed', 'cancelled')) <> (r.ended_at IS NOT NULL) ORDER BY 1`),
  },
];
