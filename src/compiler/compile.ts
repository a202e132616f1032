/** The door of the compiler: documents in, diagnostics and artifacts out. */
export { compileManifest } from './compileManifest.js';
export { compileProduct } from './compileProduct.js';
export { planMigration } from './migrate/planMigration.js';
export { renderMigration } from './migrate/render/renderMigration.js';
export { renderMigrationPatch } from './migrate/render/renderPatch.js';
export { renderMigrationSql, type MigrationDialect } from './migrate/render/renderSql.js';
export { renderCompilation } from './report/console.js';
export { renderPreview } from './contracts/renderPreview.js';
export type { ExportFormat } from './standards/exportedPort.js';
export { importDocument } from './standards/importDocument.js';
export { renderYaml } from './document/yaml/renderYaml.js';
export { renderLocations } from './report/locations.js';
export { allDiagnosticCodes } from './allDiagnosticCodes.js';
