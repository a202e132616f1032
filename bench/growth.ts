import { parse } from 'graphql';
import { Database } from '../src/entities/database.js';
import { catalogResolvers } from '../src/resolvers/index.js';
import { buildCatalogSchema } from '../src/schema/buildSchema.js';
import { asker, type Ask } from './asker.js';
import { sideBySide } from './measure.js';
import type { Measured } from './measured.js';
import type { Dialect, Stores } from './stores/stores.js';

/** A store that is filled already. */
interface Filled {
  readonly url: string;
  readonly products: number;
}

const counted = (filter: string): string =>
  `query${filter.includes('$late') ? ' ($late: String)' : ''} { products(filter: { ${filter} }) { totalCount } }`;

/** One of the last products of a mesh, which few consume: early ones are consumed by more the larger it is. */
const lateWord = ({ products }: Filled): string => String(products - 2).padStart(5, '0');

async function lateProduct(ask: Ask, text: string): Promise<string | undefined> {
  const document = parse('query ($text: String) { products(first: 1, filter: { text: $text }) { nodes { fqn } } }');
  const found = (await ask(document, { text })) as { products: { nodes: { fqn: string }[] } };
  return found.products.nodes[0]?.fqn;
}

/** What must not take longer in a larger mesh; the word is in less than a hundred entries. */
const COUNTS: Readonly<Record<string, string>> = {
  'totalCount of products': '{ products { totalCount } }',
  'of a domain': counted('domains: ["domain-001"]'),
  'of an owner': counted('owner: "domain-001-team"'),
  'of a pattern': counted('pattern: MEDALLION'),
  'of who consumes what few consume': counted('consumes: $late'),
  'of who provides a product': counted('provides: $late'),
  'totalCount of contracts': '{ contracts { totalCount } }',
  'of a status': '{ contracts(filter: { status: [ACTIVE] }) { totalCount } }',
  'totalCount of the change feed': '{ contractChanges { totalCount } }',
};
const TEXTS: Readonly<Record<string, string>> = {
  'products by a text':
    'query ($word: String) { products(first: 50, filter: { text: $word }) { totalCount nodes { fqn } } }',
  'search for a word': 'query ($word: String!) { search(text: $word, first: 10) { totalCount nodes { __typename } } }',
};
/** The first page of a word that much of the mesh holds; neither count nor facets are asked for. */
const BROAD: Readonly<Record<string, string>> = {
  'search for a broad word, its first page': '{ search(text: "orders", first: 10) { nodes { __typename } } }',
  'products by a word that all hold, their first page':
    '{ products(first: 50, orderBy: CONSUMERS_DESC, filter: { text: "generated" }) { nodes { fqn } } }',
};

/** How much longer the same questions take in the larger of two stores, asked of both in turn. */
async function between(dialect: Dialect, small: Filled, large: Filled): Promise<Measured[]> {
  const { schema } = buildCatalogSchema(catalogResolvers);
  const stores = await Promise.all([small, large].map(({ url }) => Database.open(url)));
  const [ofSmall, ofLarge] = stores.map((db) => asker(schema, db));
  if (!ofSmall || !ofLarge) return [];
  console.log(`\n## From ${small.products} to ${large.products} products on ${dialect}\n`);
  console.log(`| question | ${small.products}, per second | ${large.products}, per second | times as long |`);
  console.log('|---|---|---|---|');
  try {
    const [few, many] = [lateWord(small), lateWord(large)];
    const ofFew = { word: few, late: await lateProduct(ofSmall, few) };
    const ofMany = { word: many, late: await lateProduct(ofLarge, many) };
    const timesAsLong = async ([name, text]: [string, string]): Promise<number> => {
      const document = parse(text);
      const { ours, limit, ratio } = await sideBySide(
        () => ofSmall(document, ofFew),
        () => ofLarge(document, ofMany),
      );
      const figures = [ours.perSecond.toFixed(0), limit.perSecond.toFixed(0), ratio.toFixed(2)];
      console.log(`| ${name} | ${figures.join(' | ')} |`);
      return ratio;
    };
    const measured: Measured[] = [];
    for (const [kind, questions] of Object.entries({ counts: COUNTS, texts: TEXTS, broad: BROAD }))
      for (const question of Object.entries(questions))
        measured.push({
          name: `growth.${kind}.${dialect}`,
          size: large.products,
          value: await timesAsLong(question),
        });
    return measured;
  } finally {
    for (const db of stores) await db.close();
  }
}

/** `npm run bench growth`: what must not grow with the mesh, in the largest beside the smallest of the sizes. */
export async function benchGrowth(sizes: readonly number[], stores: Stores): Promise<Measured[]> {
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const measured: Measured[] = [];
  for (const dialect of stores.dialects) {
    const filled = async (products: number): Promise<Filled> => ({ url: await stores.of(dialect, products), products });
    measured.push(...(await between(dialect, await filled(least), await filled(most))));
  }
  return measured;
}
