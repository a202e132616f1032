import { attainments, errorBudgetLeft, type AttainmentQuestion } from '../../actions/sla/attainment.js';
import { windowBegin } from '../../actions/sla/judgeAll.js';
import type { Config } from '../../config/config.js';
import type { Database } from '../../entities/database.js';
import { observedPorts } from '../../entities/reads/telemetry.js';
import { promisesOf } from '../../resolvers/fields/slaStatuses.js';
import type { AttainedObjective } from '../../telemetry/scrape.js';

/** What was attained in many days moves little in less. */
const EVERY_MS = 300_000;

/**
 * How far ports attained what they promise, in the days up to the time at which it was worked out: at most once in five
 * minutes, beside the scrapes, which are told what is known by then. In four statements, however many ports there are.
 */
export class Attained {
  private known: readonly AttainedObjective[] = [];
  private lookedAt = -Infinity;
  private looking: Promise<void> | null = null;

  /** Of at most METRICS_PORTS ports, over SLA_WINDOW_DAYS. */
  constructor(
    private readonly db: Database,
    private readonly settings: Pick<Config, 'metricsPorts' | 'slaWindowDays'>,
    private readonly now: () => Date,
  ) {}

  /** What is known; looks again where that is long ago. */
  get(): readonly AttainedObjective[] {
    if (!this.looking && this.settings.metricsPorts > 0 && performance.now() - this.lookedAt >= EVERY_MS)
      this.looking = this.look()
        .catch(() => undefined) // the store is away, which the scrape tells; the next one asks again
        .finally(() => (this.looking = null));
    return this.known;
  }

  /** Ends with what is under way. */
  async close(): Promise<void> {
    this.lookedAt = Infinity;
    await this.looking;
  }

  private async look(): Promise<void> {
    const until = this.now().toISOString();
    const asked = (await observedPorts(this.db, this.settings.metricsPorts)).flatMap(({ id, product, port, sla }) =>
      promisesOf(sla).map(({ objective, metric, limit }) => {
        const since = windowBegin(until, this.settings.slaWindowDays);
        const question: AttainmentQuestion = { portId: id, objective, metric, since, until, target: limit };
        return { question, labels: { product, port, objective, metric } };
      }),
    );
    const shares = await attainments(
      this.db,
      asked.map(({ question }) => question),
    );
    this.known = asked.flatMap(({ question: { objective, target }, labels }, nth) => {
      const share = shares[nth] ?? null;
      const left = errorBudgetLeft(share, objective === 'freshness' ? 100 : target);
      return share === null || left === null ? [] : [{ labels, attained: share / 100, budgetLeft: left / 100 }];
    });
    this.lookedAt = Math.max(this.lookedAt, performance.now());
  }
}
