import type { Reader } from '../../database.js';
import type { SlaObjective } from '../../rows/sla/slaObjective.js';
import { sql } from '../../sql.js';

/** A stretch of time of an objective of a port: ISO 8601, from `since` on and before `until`. */
export interface ObjectiveWindow {
  readonly portId: number;
  readonly objective: SlaObjective;
  readonly metric: string;
  readonly since: string;
  readonly until: string;
}

export interface Share extends ObjectiveWindow {
  /** How many observations count. */
  readonly total: number;
  /** Their mean, 0 to 100: of probes, 100 for each that was up; of a quality metric, the measured share. */
  readonly mean: number;
}

const ASKED = ['integer', 'text', 'text', 'text', 'text'];
const cells = ({ portId, objective, metric, since, until }: ObjectiveWindow) => [
  portId,
  objective,
  metric,
  since,
  until,
];

/** What was observed of availability and quality within these windows, but for maintenance; none where nothing was. */
export async function sharesWithin(db: Reader, windows: readonly ObjectiveWindow[]): Promise<Share[]> {
  if (windows.length === 0) return [];
  const rows = await db.all<ObjectiveWindow & { sum: number | string; total: number | string }>(sql`
    WITH asked(port_id, objective, metric, since, until) AS (${sql.rows(ASKED, windows.map(cells))})
    SELECT a.port_id AS "portId", a.objective AS "objective", a.metric AS "metric", a.since AS "since", a.until AS "until",
      COUNT(*) AS "total", SUM(CASE WHEN o.objective = 'availability' THEN 100.0 * o.up ELSE o.value END) AS "sum"
    FROM asked a JOIN observations o ON o.port_id = a.port_id AND o.objective = a.objective
      AND o.at >= a.since AND o.at < a.until AND o.metric = a.metric
    WHERE NOT EXISTS (
      SELECT 1 FROM maintenances m WHERE m.port_id = o.port_id AND m.to_at > o.at AND m.from_at <= o.at)
    GROUP BY a.port_id, a.objective, a.metric, a.since, a.until`);
  return rows.map(({ sum, total, ...window }) => ({
    ...window,
    total: Number(total),
    mean: Number(sum) / Number(total),
  }));
}

/** A window of freshness, with what the port promises. */
export interface FreshnessWindow extends Pick<ObjectiveWindow, 'portId' | 'since' | 'until'> {
  readonly seconds: number;
}

/** A stretch between two observations of freshness: the first of a window, or one at whose end the data was too old. */
export interface Stretch extends FreshnessWindow {
  /** Whether it is the first that is known of the window. */
  readonly first: number;
  /** When it was observed, which may be before the window. */
  readonly at: string;
  /** When that data became as old as is promised. */
  readonly dueAt: string;
  /** The next observation, or the end of the window. */
  readonly nextAt: string;
}

const DUE = sql.per({
  sqlite: sql`strftime('%Y-%m-%dT%H:%M:%fZ', o.data_at, '+' || a.seconds || ' seconds')`,
  postgres: sql`to_char((o.data_at::timestamptz + a.seconds * interval '1 second') AT TIME ZONE 'UTC',
    'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') COLLATE "C"`,
});

/**
 * How fresh ports were within these windows: of each the first stretch, and all at whose end the data was too old. What was
 * seen last before a window counts at its beginning.
 */
export async function freshnessWithin(db: Reader, windows: readonly FreshnessWindow[]): Promise<Stretch[]> {
  if (windows.length === 0) return [];
  const asked = windows.map(({ portId, since, until, seconds }) => [portId, since, until, seconds]);
  return db.all<Stretch>(sql`
    WITH asked(port_id, since, until, seconds) AS (${sql.rows(['integer', 'text', 'text', 'double precision'], asked)}),
    begun AS (
      SELECT a.port_id, a.since, a.until, a.seconds, COALESCE((
        SELECT MAX(b.at) FROM observations b
        WHERE b.port_id = a.port_id AND b.objective = 'freshness' AND b.at <= a.since), '') AS begins FROM asked a),
    seen AS (
      SELECT a.port_id, a.since, a.until, a.seconds, o.at, ${DUE} AS due_at,
        ROW_NUMBER() OVER (PARTITION BY a.port_id, a.since, a.until, a.seconds ORDER BY o.at, o.id) AS place,
        COALESCE(LEAD(o.at) OVER (PARTITION BY a.port_id, a.since, a.until, a.seconds ORDER BY o.at, o.id), a.until)
          AS next_at
      FROM begun a JOIN observations o ON o.port_id = a.port_id AND o.objective = 'freshness'
        AND o.at >= a.begins AND o.at < a.until)
    SELECT s.port_id AS "portId", s.since AS "since", s.until AS "until", s.seconds AS "seconds",
      CASE WHEN s.place = 1 THEN 1 ELSE 0 END AS "first", s.at AS "at", s.due_at AS "dueAt", s.next_at AS "nextAt"
    FROM seen s WHERE s.place = 1 OR s.due_at < s.next_at ORDER BY s.port_id, s.at`);
}
