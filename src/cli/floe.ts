#!/usr/bin/env node
import { mapStacks } from '../sourceMaps.js';

// Before anything else is loaded, so that a stack tells lines of the sources.
mapStacks();
const { runFloe } = await import('./runFloe.js');
await runFloe();
