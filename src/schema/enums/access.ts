import { defineEnum } from './defineEnum.js';

export const PrincipalKind = defineEnum('PrincipalKind', 'In which way somebody has said who he is.', {
  ANONYMOUS: ['anonymous', 'He has not.'],
  USER: ['user', 'A person, by a token of the OpenID Connect provider.'],
  TOKEN: ['token', 'A machine: an API token, or a client of the provider in its own name.'],
});
