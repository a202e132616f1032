import { valid } from 'semver';
import { textScalar } from './textScalar.js';

export const SemVer = textScalar({
  name: 'SemVer',
  description: 'A semantic version, e.g. `3.2.1` or `2.0.0-rc.1`.',
  specifiedByURL: 'https://semver.org/spec/v2.0.0.html',
  read: (text) => valid(text),
});
