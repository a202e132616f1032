import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { authorizationPage } from './pages/authorization.js';
import { benchmarksPage } from './pages/benchmarks.js';
import { configurationPage } from './pages/configuration.js';
import { contractsPage } from './pages/contracts.js';
import { contributingPage } from './pages/contributing.js';
import { dbtPage } from './pages/dbt.js';
import { diagnosticsPage } from './pages/diagnostics.js';
import { documentsPage } from './pages/documents.js';
import { schemaFiles } from './schemas.js';
import { sdlFiles } from './sdl.js';
import { portalDocuments } from './portalDocuments.js';
import { sqlPage } from './pages/sql.js';
import { telemetryPage } from './pages/telemetry.js';

/** Everything that is printed from the code: `npm run generate` writes it, `npm run check` fails on a difference. */
const generated: readonly { readonly path: string; readonly content: string }[] = [
  ...schemaFiles(),
  ...sdlFiles(),
  { path: 'docs/documents.md', content: documentsPage() },
  { path: 'docs/diagnostics.md', content: diagnosticsPage() },
  { path: 'docs/configuration.md', content: configurationPage() },
  { path: 'docs/benchmarks.md', content: benchmarksPage() },
  { path: 'docs/authorization.md', content: authorizationPage() },
  { path: 'docs/dbt.md', content: dbtPage() },
  { path: 'docs/contracts.md', content: contractsPage() },
  { path: 'docs/sql.md', content: sqlPage() },
  { path: 'docs/telemetry.md', content: telemetryPage() },
  ...(await portalDocuments()),
  { path: 'CONTRIBUTING.md', content: contributingPage() },
];

const root = path.join(import.meta.dirname, '..');

function present(file: string): string | null {
  try {
    return readFileSync(path.join(root, file), 'utf8');
  } catch {
    return null;
  }
}

const stale = generated.filter((each) => present(each.path) !== each.content);
if (process.argv.includes('--check')) {
  for (const each of stale) console.error(`${each.path} is not as generated: run \`npm run generate\`.`);
  if (stale.length > 0) process.exitCode = 1;
} else {
  for (const { path: file, content } of stale) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
    console.log(`wrote ${file}`);
  }
}
