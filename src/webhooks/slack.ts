import { subjectOf, type ToldEvent } from '../cloudEvents/cloudEvent.js';

/** As Slack cuts a text of a section. */
const LONGEST = 3_000;

/** What Slack reads as marks: the rest of a text is shown as it is. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Cut by characters, not within one that was escaped. */
function cut(text: string): string {
  const whole = escaped(text);
  if (whole.length <= LONGEST) return whole;
  return `${whole.slice(0, LONGEST - 1).replace(/&[a-z]*$/, '')}…`;
}

const HEADS: Readonly<Record<ToldEvent['event']['kind'], string>> = {
  MANIFEST_PUBLISHED: 'Manifest published',
  PRODUCT_PUBLISHED: 'Product published',
  PRODUCT_RETIRED: 'Product retired',
  CONTRACT_CHANGED: 'Contract changed',
  CHANGE_ANNOUNCED: 'Breaking change announced',
  CHANGE_WITHDRAWN: 'Announced change withdrawn',
  CHANGE_ACKNOWLEDGED: 'Announced change acknowledged',
  ACCESS_REQUESTED: 'Access requested',
  ACCESS_DECIDED: 'Access decided',
  SLA_BREACH_OPENED: 'SLA breach opened',
  SLA_BREACH_RESOLVED: 'SLA breach resolved',
  RUN_ENDED: 'Run ended',
};

const wordsOf = ({ event: { change, run }, breach }: ToldEvent): string | null => {
  if (change) return `${change.severity.toUpperCase()}: ${change.message}`;
  if (run) return `${run.status.toUpperCase()}: run ${run.key}`;
  if (!breach) return null;
  const { objective, metric, target, observed } = breach;
  return `${objective}${metric ? ` (${metric})` : ''}: ${observed} observed, ${target} promised`;
};

/** An event as a message of an incoming webhook of Slack: what it is, what about, who did it and when. */
export function slackMessage(told: ToldEvent): object {
  const { kind, actor, at } = told.event;
  const subject = subjectOf(told);
  const head = subject === null ? HEADS[kind] : `${HEADS[kind]}: ${subject}`;
  const words = wordsOf(told);
  const section = (text: string): object => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });
  const context = [...(actor === null ? [] : [actor]), at].join(' · ');
  return {
    text: cut(words === null ? head : `${head}: ${words}`),
    blocks: [
      section(`*${cut(head)}*`),
      ...(words === null ? [] : [section(cut(words))]),
      { type: 'context', elements: [{ type: 'mrkdwn', text: cut(context), verbatim: true }] },
    ],
  };
}
