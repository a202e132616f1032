/** The door of the compiler: documents in, diagnostics and artifacts out. */
export { compileManifest } from './compileManifest.js';
export { compileProduct } from './compileProduct.js';
export { renderCompilation } from './report/console.js';
export { renderLocations } from './report/locations.js';
export { allDiagnosticCodes } from './rules/allDiagnosticCodes.js';
