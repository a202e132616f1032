import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { buildDist } from '../scripts/build.js';
import { endTest } from '../test/support/atEnd.js';
import { isThere } from '../test/support/isThere.js';
import { startPostgres } from '../test/support/postgresServer.js';
import { chaos, type Chaos } from './run.js';
import { SPOILS } from './spoil.js';

// npm run chaos                                                     a minute, of a seed that is printed
// npm run chaos -- --seconds 600 --reads 100 --writes 10 --followers 500 --seed 7
// npm run chaos -- --seconds 2 --spoil lost,doubled,red             does to the store what must be found: ends with 1
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    reads: { type: 'string', default: '50' },
    writes: { type: 'string', default: '5' },
    followers: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    spoil: { type: 'string', default: '' },
  },
});
const wanted = values.spoil.split(',').filter((each) => each !== '');
const spoils = SPOILS.filter((each) => wanted.includes(each));
if (spoils.length < wanted.length)
  throw new Error(`--spoil ${values.spoil}: expected ${SPOILS.join(', ')}, or several with a comma.`);

const counted = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([what, times]) => `${what} ${times}`)
    .join(', ');

function print({ told, struck, acknowledged, changes, followers, webhook, streamed, checked, faults }: Chaos): void {
  const rows = [
    ...[...told].sort(([a], [b]) => a.localeCompare(b)).map(([row, counts]) => [row, counted(counts)]),
    ['struck', counted(struck)],
    ['acknowledged publications', `${acknowledged}`],
    ['changes of contracts', `${changes}`],
    ['those who follow', `${followers.count}; left ${followers.left} times, were cut off ${followers.cutOff} times`],
    ['the webhook', `sent ${webhook.came} times, taken ${webhook.taken} times, of those ${webhook.twice} again`],
    ['the stream of NATS', streamed === null ? 'left out: nats-server is not there' : `${streamed} changes`],
    ['floe admin check', checked],
    ['faults', String(faults.length)],
  ];
  console.log(`\n| what | came of it |\n|---|---|`);
  for (const [what, came] of rows) console.log(`| ${what} | ${came} |`);
  for (const fault of faults.slice(0, 50)) console.log(`\n${fault}`);
}

await buildDist();
const postgres = await startPostgres();
try {
  console.log(`seed ${values.seed}`);
  const { seconds, reads, writes, followers, seed } = values;
  const came = await chaos({
    postgres,
    seconds: Number(seconds),
    reads: Number(reads),
    writes: Number(writes),
    followers: Number(followers),
    nats: isThere('nats-server'),
    seed: Number(seed),
    spoils,
    say: (line) => console.log(line),
  });
  print(came);
  if (came.faults.length > 0) process.exitCode = 1;
} finally {
  await endTest();
  await postgres.stop();
}
