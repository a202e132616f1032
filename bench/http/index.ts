import { strictEqual } from 'node:assert';
import { buildDist } from '../../scripts/build.js';
import { openDriver } from '../stores/handwritten.js';
import type { Measured } from '../measured.js';
import type { Dialect, Stores } from '../stores/stores.js';
import { ask, startCatalogPeer, startPeer, stopPeers, type Peer } from './peers.js';
import { installPostgraphile, sameDescription, startPostgraphile } from './postgraphile.js';
import { DESCRIBE, PAGE, type Question } from './questions.js';
import { AT_ONCE, compare, ratioOf, type Rounds } from './rounds.js';

async function fqnsOf(url: string): Promise<string[]> {
  const driver = openDriver(url);
  const rows = await driver.all('SELECT fqn FROM products ORDER BY id', []);
  await driver.close();
  return rows.map((row) => String(row['fqn']));
}

/** What a page or a description asks next: each call another product. */
function questionsOf(fqns: readonly string[]): Readonly<Record<'different' | 'same' | 'page', () => Question>> {
  let at = 0;
  return {
    different: () => ({ query: DESCRIBE, variables: { fqn: fqns[(at += 1) % fqns.length] } }),
    same: () => ({ query: DESCRIBE, variables: { fqn: fqns[7 % fqns.length] } }),
    page: () => {
      const after = Buffer.from(JSON.stringify([fqns[(at += 1) % fqns.length]])).toString('base64url');
      return { query: PAGE, variables: { after } };
    },
  };
}

/** The servers of one store, those that print the same bytes first checked to. */
interface Servers {
  readonly bare: Peer;
  readonly hand: Peer;
  readonly tutorial: Peer;
  /** The catalog, its answers kept. */
  readonly floe: Peer;
  /** The catalog, each answer made anew. */
  readonly anew: Peer;
  readonly postgraphile: Peer | null;
}

const allOf = ({ bare, hand, tutorial, anew, floe, postgraphile }: Servers): Peer[] => [
  bare,
  hand,
  tutorial,
  ...(postgraphile ? [postgraphile] : []),
  anew,
  floe,
];

/** Starts the servers of a store: on PostgreSQL all of them on the Node.js that PostGraphile is on. */
async function start(url: string, dialect: Dialect, same: Question): Promise<Servers> {
  const installed = dialect === 'PostgreSQL' ? await installPostgraphile() : null;
  const execPath = installed?.execPath ?? process.execPath;
  const options = (answers: number) => ({ DATABASE_URL: url, ANSWERS_MB: String(answers) });
  const anew = await startCatalogPeer('floe, nothing kept', options(0), execPath);
  return {
    anew,
    bare: await startPeer('bare', (await ask(anew, same)).trim(), execPath),
    hand: await startPeer('hand', url, execPath),
    tutorial: await startPeer('tutorial', url, execPath),
    floe: await startCatalogPeer('floe', options(32), execPath),
    postgraphile: installed && (await startPostgraphile(installed, url)),
  };
}

/** Throws where two servers answer differently. */
async function checkAlike(servers: Servers, questions: readonly Question[]): Promise<void> {
  const { anew, hand, tutorial, floe, postgraphile } = servers;
  for (const question of questions) {
    const expected = await ask(anew, question);
    for (const peer of [hand, tutorial, floe]) strictEqual(await ask(peer, question), expected, peer.name);
    if (postgraphile && 'fqn' in question.variables) sameDescription(await ask(postgraphile, question), expected);
  }
}

async function ofStore(url: string, size: number, dialect: Dialect): Promise<Measured[]> {
  const fqns = await fqnsOf(url);
  const { different, same, page } = questionsOf(fqns);
  const servers = await start(url, dialect, same());
  const peers = allOf(servers);
  try {
    await checkAlike(servers, [same(), different(), page()]);
    console.log(`\n## ${size} products on ${dialect}, ${AT_ONCE} at once`);
    const describing = await compare('describe, all different', peers, different);
    const again = await compare('describe, the same one', peers, same);
    const { hand, bare, tutorial, anew, floe } = servers;
    const pages = await compare('a page of 50, from anywhere', [hand, bare, tutorial, anew, floe], page);
    const measure = (name: string, rounds: Rounds, server: Peer, to: Peer | null): Measured[] =>
      to ? [{ name: `http.${name}.${dialect}`, size, value: ratioOf(rounds, server.name, to.name) }] : [];
    return [
      ...measure('different-of-bare', describing, anew, bare),
      ...measure('different-of-hand', describing, anew, hand),
      ...measure('different-of-tutorial', describing, anew, tutorial),
      ...measure('different-of-postgraphile', describing, anew, servers.postgraphile),
      ...measure('same-of-bare', again, floe, bare),
      ...measure('same-of-postgraphile', again, floe, servers.postgraphile),
      ...measure('page-of-hand', pages, anew, hand),
    ];
  } finally {
    await stopPeers(peers);
  }
}

/** `npm run bench http`: the catalog over HTTP beside its peers, in one run. */
export async function benchHttp(sizes: readonly number[], stores: Stores): Promise<Measured[]> {
  await buildDist();
  const measured: Measured[] = [];
  for (const size of sizes)
    for (const dialect of stores.dialects)
      measured.push(...(await ofStore(await stores.of(dialect, size), size, dialect)));
  return measured;
}
