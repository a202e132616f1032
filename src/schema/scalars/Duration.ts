import { parseDuration } from '../../compiler/values/duration.js';
import { textScalar } from './textScalar.js';

export const Duration = textScalar({
  name: 'Duration',
  description:
    'A length of time without calendar units: ISO 8601 out (`PT6H`, `P7D`, in the units of the document); in, also as the documents write it: `6h`, `7d`, `90m`, `1d12h`.',
  specifiedByURL: 'https://www.iso.org/standard/70907.html',
  read: parseDuration,
});
