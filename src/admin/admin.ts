import { mapStacks } from '../sourceMaps.js';

// Before anything else is loaded, so that a stack tells lines of the sources.
mapStacks();
const { administer } = await import('./administer.js');
await administer(process.argv[2] ?? '');
