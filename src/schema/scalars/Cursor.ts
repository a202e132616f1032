import { textScalar } from './textScalar.js';

export const Cursor = textScalar({
  name: 'Cursor',
  description:
    'An opaque place in a list or in a feed. It names a row by its sort key, so it stays right while rows come and go. A place has one text: hand it back as it was given.',
  read: (text) => text,
});
