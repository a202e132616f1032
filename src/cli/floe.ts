#!/usr/bin/env node
// Before anything else is loaded, so that a stack tells lines of the sources.
process.setSourceMapsEnabled(true);
const { runFloe } = await import('./runFloe.js');
await runFloe();
