import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { askedOf } from './asked.js';
import { benchBefore } from './publish/before.js';
import { benchCatalog } from './catalog.js';
import { benchCompile } from './compile/compile.js';
import { benchDeploy } from './deploy/index.js';
import { benchFeed } from './feed/index.js';
import { benchGrowth } from './growth.js';
import { benchHttp } from './http/index.js';
import { benchIngest } from './ingest.js';
import { benchLayout } from './portal/layout.js';
import { benchInit } from './init.js';
import { benchLineage } from './lineage.js';
import { BUDGET_FILE, judge, readBudgets, recorded, tableOf, type Measured } from './measured.js';
import { benchMemory } from './memory.js';
import { benchPreview } from './preview.js';
import { benchPublish } from './publish/index.js';
import { benchSearch } from './search.js';
import { benchSimulate } from './simulate.js';
import { benchSla } from './sla.js';
import { benchSql } from './compile/sql.js';
import { Stores } from './stores/stores.js';
import { benchWorst } from './worst.js';

interface Bench {
  /** What it is measured at where nobody says: products, but for models (compile, sql), consumers, sockets, events, ports, namespaces (deploy), rounds (init) and entries (search). */
  readonly sizes: readonly number[];
  readonly run: (sizes: readonly number[], stores: Stores) => Promise<readonly Measured[] | void>;
}

// npm run bench                             every bench, and the table of bench/budget.json
// npm run bench http 1000 10000             one, at these sizes; several may follow each other
// npm run bench -- --check [http 1000 ...]  ends with 1 where a measure is worse than the budget lets pass
// npm run bench -- --record [...]           writes what was measured into the budget
// npm run bench -- --store=SQLite [...]     on one store alone
// npm run bench -- --keep=folder [...]      keeps the companies that it makes, and takes those that are there
const BENCHES: Readonly<Record<string, Bench>> = {
  http: { sizes: [1000], run: benchHttp },
  catalog: { sizes: [1000], run: benchCatalog },
  growth: { sizes: [1000, 10_000], run: benchGrowth },
  lineage: { sizes: [1000, 10_000], run: benchLineage },
  publish: { sizes: [1000], run: benchPublish },
  before: { sizes: [300], run: benchBefore },
  memory: { sizes: [10_000], run: benchMemory },
  feed: { sizes: [1, 100, 1000, 5000], run: benchFeed },
  simulate: { sizes: [1000, 5000], run: benchSimulate },
  compile: { sizes: [10_000], run: benchCompile },
  preview: { sizes: [1000], run: benchPreview },
  sql: { sizes: [1000], run: benchSql },
  ingest: { sizes: [5000], run: benchIngest },
  sla: { sizes: [50_000], run: benchSla },
  search: { sizes: [1_000_000], run: benchSearch },
  init: { sizes: [15], run: benchInit },
  deploy: { sizes: [1000], run: benchDeploy },
  layout: { sizes: [1000], run: benchLayout },
  worst: { sizes: [10_000], run: benchWorst },
};

async function run(): Promise<void> {
  const { check, record, dialects, kept, benches } = askedOf(process.argv.slice(2), Object.keys(BENCHES));
  const stores = await Stores.open({ dialects, kept });
  const measured: Measured[] = [];
  try {
    for (const [name, sizes] of benches) {
      console.log(`\n# ${name}`);
      const bench = BENCHES[name] as Bench;
      const shown = await bench.run(sizes.length > 0 ? sizes : bench.sizes, stores);
      measured.push(...(shown ?? []));
    }
  } finally {
    await stores.close();
  }
  const budgets = readBudgets();
  const verdicts = judge(budgets, [...benches.keys()], measured);
  console.log(`\n# against bench/budget.json\n\n${tableOf(verdicts)}`);
  if (record) writeFileSync(BUDGET_FILE, `${JSON.stringify(recorded(budgets, verdicts), null, 2)}\n`);
  const fallen = verdicts.filter(({ falls }) => falls).map(({ name }) => name);
  if (check && fallen.length > 0) {
    console.error(`fallen: ${fallen.join(', ')}`);
    process.exitCode = 1;
  }
}

await run();
