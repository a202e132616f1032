import { defineEnum } from './defineEnum.js';

export const FollowNotify = defineEnum('FollowNotify', 'How somebody is told of what he follows.', {
  NONE: ['none', 'Not at all: `following` counts what he has not seen.'],
  WEBHOOK: ['webhook', 'By every webhook that he made and that is enabled, besides what its filter asks for.'],
});
