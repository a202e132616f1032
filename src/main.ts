// Before anything else is loaded, so that a stack tells lines of the sources.
process.setSourceMapsEnabled(true);
const { serve } = await import('./serve.js');
await serve();
