import { defineEnum } from './defineEnum.js';

export const PrincipalKind = defineEnum('PrincipalKind', 'In which way somebody has said who he is.', {
  ANONYMOUS: ['anonymous', 'He has not.'],
  USER: ['user', 'A person, by a token of the OpenID Connect provider.'],
  TOKEN: ['token', 'A machine: an API token, or a client of the provider in its own name.'],
});

export const AccessRequestStatus = defineEnum('AccessRequestStatus', 'What became of a request for access.', {
  OPEN: ['open', 'The owners of the port have not decided.'],
  GRANTED: ['granted', 'They grant it: it holds once the document that says so is published.'],
  DENIED: ['denied', 'They do not; the note says why.'],
  WITHDRAWN: ['withdrawn', 'Who asked took it back.'],
});
