import { mapStacks } from './sourceMaps.js';

// Before anything else is loaded, so that a stack tells lines of the sources.
mapStacks();
const { serve } = await import('./serve.js');
await serve();
