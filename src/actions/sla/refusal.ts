import type { UserError } from '../../errors.js';
import type { ObservationRequest } from './observation.js';

/** How far the clock of a monitor may go before ours. */
export const CLOCKS_DIFFER_MS = 5 * 60_000;
const LONGEST_ID = 255;

/** The field that is wrong, and what a person is told of it. */
type Wrong = readonly [field: keyof ObservationRequest, message: string];

function wrongTime({ at, dataAt }: ObservationRequest, now: Date): Wrong | null {
  if (Date.parse(at) > now.getTime() + CLOCKS_DIFFER_MS)
    return ['at', `${at} is yet to come: it is ${now.toISOString()} here, and a clock may be 5 minutes ahead of it.`];
  if (dataAt && Date.parse(dataAt) > Date.parse(at))
    return [
      'dataAt',
      `Data of ${dataAt} cannot have been seen at ${at}: dataAt is the newest data's time, at or before at.`,
    ];
  return null;
}

/** What an observation lacks for its objective, or says that cannot be; null where nothing is wrong. */
function wrong(observation: ObservationRequest, now: Date): Wrong | null {
  const { id, objective, dataAt, up, metric, value } = observation;
  if (id === '') return ['id', 'An id is a text that is not empty; leave it out where there is none.'];
  if (id && id.length > LONGEST_ID)
    return ['id', `The id has ${id.length} characters: it may have ${LONGEST_ID}. A digest of it is short enough.`];
  if (objective === 'freshness' && !dataAt)
    return ['dataAt', 'A FRESHNESS observation says in dataAt how new the newest data is.'];
  if (objective === 'availability' && typeof up !== 'boolean')
    return ['up', 'An AVAILABILITY observation says in up whether the probe succeeded.'];
  if (objective === 'quality' && !metric)
    return ['metric', 'A QUALITY observation names its metric, e.g. completeness.'];
  if (objective === 'quality' && typeof value !== 'number')
    return ['value', 'A QUALITY observation gives the measured share in value, 0 to 100.'];
  return wrongTime(observation, now);
}

/** What is wrong with an observation, in words; null where nothing is. */
export const mistakeOf = (observation: ObservationRequest, now: Date): string | null =>
  wrong(observation, now)?.[1] ?? null;

/** A mistake in this observation of the input. */
export const mistakeIn = (index: number, field: string, message: string, code: UserError['code']): UserError => ({
  code,
  path: ['input', 'observations', String(index), field],
  message,
});

/** Why an observation is refused as it stands; null where it is not. */
export function refusal(observation: ObservationRequest, index: number, now: Date): UserError | null {
  const found = wrong(observation, now);
  return found && mistakeIn(index, ...found, 'BAD_USER_INPUT');
}
