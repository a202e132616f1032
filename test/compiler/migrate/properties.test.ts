import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MANIFEST, migrated, model, planOf, PRODUCT, type Folder } from './support.js';

const LAYERS = ['bronze', 'silver', 'gold'];
const noun = fc
  .array(fc.constantFrom('customer', 'orders', 'status', 'news', 'revenue', 'days', 'x', 'people', 'a1', 'series'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((words) => words.join('_'));

/** How a manifest says the names of the silver layer, and such names of a noun. */
const STYLES = [
  { stated: null, names: ['silver_%'] },
  { stated: '{prefix: [slv_, silver_]} # both', names: ['slv_%', 'silver_%'] },
  { stated: '{suffix: [_clean, _slv]}', names: ['%_clean', '%_slv'] },
  { stated: '{prefix: silver_, suffix: _clean}', names: ['silver_%', '%_clean'] },
  { stated: "{pattern: '^s[0-9]_(?<stem>.+)$'}", names: ['s1_%', 's2_%'] },
] as const;
const styled = fc.constantFrom(...STYLES).chain(({ stated, names }) =>
  fc.record({
    stated: fc.constant(stated),
    models: fc.uniqueArray(
      fc
        .record({ layer: fc.constantFrom(...LAYERS), noun, form: fc.constantFrom(...names) })
        .map(({ layer, noun: stem, form }) => ({
          layer,
          name: layer === 'silver' ? form.replace('%', stem) : `${layer}_${stem}`,
        })),
      { minLength: 1, maxLength: 8, selector: ({ name }) => name },
    ),
  }),
);

/** A medallion project with these models, each reading the one before it; some in the folder of their layer. */
const projects = fc
  .tuple(styled, fc.boolean(), fc.boolean())
  .map(([{ models, stated: silver }, inFolders, stated]): Folder => {
    const files = models.map(({ layer, name }, i) =>
      model(
        inFolders ? layer : 'all',
        name,
        i === 0 ? 'select 1 as id' : `select id from {{ ref('${models[i - 1]?.name ?? ''}') }}`,
        '    columns: [{name: id, description: the id, data_tests: [unique, not_null]}]\n',
      ),
    );
    const gold = stated ? '    gold: {prefix: "gold_"}  # as usual\n' : '';
    const layers = `${silver === null ? '' : `    silver: ${silver}\n`}${gold}`;
    const manifest = layers === '' ? MANIFEST : `${MANIFEST}  layers:\n${layers}`;
    return Object.assign({ 'data-product.yaml': PRODUCT, 'platform-manifest.yaml': manifest }, ...files) as Folder;
  });

describe('any medallion project', () => {
  it('is byte for byte what it was after going to kimball and back', () => {
    fc.assert(
      fc.property(projects, (folder) => {
        const there = planOf(folder, 'kimball');
        const away = migrated(folder, there);
        const back = planOf(away, 'medallion');
        expect(migrated(away, back)).toEqual(folder);
      }),
      { numRuns: 80 },
    );
  });

  it('compiles without a naming error where all its models could be named', () => {
    fc.assert(
      fc.property(projects, (folder) => {
        const plan = planOf(folder, 'kimball');
        fc.pre(plan.undecided.length === 0);
        const again = planOf(migrated(folder, plan), 'kimball');
        expect(again.files).toEqual([]);
        expect((plan.gaps ?? []).filter(({ code }) => code.startsWith('NAMING_'))).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it('never gets one name twice', () => {
    fc.assert(
      fc.property(projects, (folder) => {
        const plan = planOf(folder, 'kimball');
        const names = [...plan.renames.map(({ to }) => to), ...plan.undecided.map(({ from }) => from)];
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 80 },
    );
  });
});
