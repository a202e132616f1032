import 'reflect-metadata';
import { benchCatalog } from './catalog.js';
import { benchCompile } from './compile.js';
import { benchFanout } from './fanout.js';
import { benchHttp } from './http/index.js';
import { benchLineage } from './lineage.js';
import { benchPreview } from './preview.js';
import { benchPublish } from './publish.js';
import { benchSql } from './sql.js';

// npm run bench                    1,000 and 10,000 products
// npm run bench -- 500             another size
// npm run bench http               1,000 products, over HTTP beside bare, hand-written and tutorial servers
// npm run bench compile            10,000 models
// npm run bench compile 1000       another size
// npm run bench sql                1,000 models, with and without reading their SQL
// npm run bench lineage            1,000 and 10,000 products
// npm run bench publish            publish 1,000 products, beside the driver's bulk insert of the same rows
// npm run bench preview            1,000 consumers
// npm run bench fanout             1,000 and 5,000 sockets
const [first = '', ...rest] = process.argv.slice(2);
const sizes = (args: readonly string[], otherwise: readonly number[]): readonly number[] => {
  const given = args.map(Number).filter((each) => each > 0);
  return given.length > 0 ? given : otherwise;
};
if (first === 'preview') for (const consumers of sizes(rest, [1000])) await benchPreview(consumers);
else if (first === 'http') await benchHttp(sizes(rest, [1000]));
else if (first === 'lineage') await benchLineage(sizes(rest, [1000, 10_000]));
else if (first === 'fanout') await benchFanout(sizes(rest, [1000, 5000]));
else if (first === 'publish') await benchPublish(sizes(rest, [1000]));
else if (first === 'sql') for (const models of sizes(rest, [1000])) benchSql(models);
else if (first === 'compile') for (const models of sizes(rest, [10_000])) await benchCompile(models);
else await benchCatalog([...sizes([first, ...rest], [1000, 10_000])]);
