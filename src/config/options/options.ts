import { SERVING } from './serving.js';
import { PLATFORM } from './platform.js';
import { ACCESS } from './access.js';
import { REQUESTS } from './requests.js';
import { LIMITS } from './limits.js';
import { KEEPING } from './keeping.js';
import { EVENTS } from './events.js';
import { OPERATING } from './operating.js';

/** Every option of the service, once, by what it is about; docs/configuration.md is printed from it. */
export const OPTIONS_BY_SUBJECT = {
  'The store and the address': SERVING,
  'The platform around it': PLATFORM,
  'Who is asking': ACCESS,
  'Which requests are answered': REQUESTS,
  'How much may be asked': LIMITS,
  'What is kept, and how long': KEEPING,
  'Where events are sent': EVENTS,
  'Operating it': OPERATING,
};

/** Every option by the name that it has in the code. */
export const OPTIONS = {
  ...SERVING,
  ...PLATFORM,
  ...ACCESS,
  ...REQUESTS,
  ...LIMITS,
  ...KEEPING,
  ...EVENTS,
  ...OPERATING,
};
