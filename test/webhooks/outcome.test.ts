import { describe, expect, it } from 'vitest';
import { outcomeOf, waitAfter } from '../../src/webhooks/outcome.js';

const NOW = new Date('2026-01-15T12:00:00.000Z');
const waiting = (attempts: number) => ({ id: 1, webhookId: 1, seq: 7, lane: 'a', attempts, nextAttemptAt: null });
const answered = (status: number, retryAfter: string | null = null) => ({
  status,
  retryAfter,
  error: status < 300 ? null : `the receiver answered ${status}`,
});
const RETRYING = { attempts: 16, retryMs: 5_000 };

describe('what becomes of an attempt', () => {
  it('waits twice as long after each failure, up to six hours, and up to a quarter less by chance', () => {
    expect([1, 2, 3, 12, 13, 40].map((attempts) => waitAfter(attempts, 5_000, 0) / 1_000)).toEqual([
      5, 10, 20, 10_240, 20_480, 21_600,
    ]);
    expect(waitAfter(1, 5_000, 1)).toBe(3_750);
  });

  it('gives up after about a day', () => {
    const waits = Array.from({ length: 15 }, (_, index) => waitAfter(index + 1, 5_000, 0.5));
    const hours = waits.reduce((sum, each) => sum + each, 0) / 3_600_000;
    expect(hours).toBeGreaterThan(14);
    expect(hours).toBeLessThan(24);
    expect(outcomeOf(waiting(15), answered(500), RETRYING, NOW)).toMatchObject({ status: 'dead', attempts: 16 });
  });

  it.each([
    ['120', 120],
    ['Thu, 15 Jan 2026 12:10:00 GMT', 600],
    ['999999999', 86_400],
  ])('waits as long as Retry-After: %s asks, up to a day', (retryAfter, seconds) => {
    const outcome = outcomeOf(waiting(0), answered(503, retryAfter), RETRYING, NOW);
    expect((Date.parse(outcome.nextAttemptAt ?? '') - NOW.getTime()) / 1_000).toBe(seconds);
    expect(outcome).toMatchObject({ status: 'pending', pause: true });
  });

  it.each(['', 'soon', '0'])('waits its own time where Retry-After is "%s"', (retryAfter) => {
    const { nextAttemptAt } = outcomeOf(waiting(0), answered(503, retryAfter), RETRYING, NOW, 0);
    expect(Date.parse(nextAttemptAt ?? '') - NOW.getTime()).toBe(5_000);
  });
});
