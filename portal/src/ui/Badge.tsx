import type { JSX } from 'solid-js';

/** What a badge says of a state, beside its words: good, a warning, bad, or nothing of the kind. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain' | 'info';

const TONES: Readonly<Record<string, Tone>> = {
  ACTIVE: 'good',
  MET: 'good',
  SUCCEEDED: 'good',
  PASSED: 'good',
  COMPATIBLE: 'good',
  ACCEPTED: 'good',
  PUBLISHED: 'good',
  DEPRECATED: 'warn',
  RISKY: 'warn',
  WARNING: 'warn',
  ANNOUNCED: 'warn',
  MIGRATING: 'warn',
  AT_RISK: 'warn',
  BREACHED: 'bad',
  BROKEN: 'bad',
  BREAKING: 'bad',
  BLOCKED: 'bad',
  FAILED: 'bad',
  ERROR: 'bad',
};

/** A value of an enum as people read it: `NOT_YET_DONE` as `not yet done`. */
export const words = (value: string): string => value.toLowerCase().replaceAll('_', ' ');

/** A short word in a coloured field. The colour says nothing that the word does not. */
export const Badge = (props: { readonly tone?: Tone; readonly title?: string; readonly children: JSX.Element }) => (
  <span class={`badge ${props.tone ?? 'plain'}`} title={props.title}>
    {props.children}
  </span>
);

/** A value of an enum as a badge, in the tone that it has everywhere. */
export const StateBadge = (props: { readonly value: string }) => (
  <Badge tone={TONES[props.value] ?? 'plain'}>{words(props.value)}</Badge>
);
