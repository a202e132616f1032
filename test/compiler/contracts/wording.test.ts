import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { evolve } from '../../../src/compiler/contracts/evolution.js';
import { judge } from '../../../src/compiler/contracts/judge.js';
import { renderContract } from '../../../src/compiler/contracts/render.js';
import { column, terms } from './terms.js';
import { CASES } from './changeCases.js';
import { diffTerms } from '../../../src/compiler/contracts/diffTerms.js';

describe('the words of a change', () => {
  it('begin with its place, or with what changed where it has none', () => {
    for (const { before, after } of CASES)
      for (const { message } of judge(diffTerms(before, after), 'backward')) expect(message).toMatch(/^\S/);
    const port = { name: 'orders', terms: terms(), access: { stated: false, default: 'deny' as const, grants: [] } };
    const standing = {
      fqn: 'sales.shop',
      domain: 'sales',
      version: '1.0.0',
      ports: [port],
      consumptions: [
        {
          contract: 'sales-to-risk-orders',
          consumer: 'risk.score',
          consumerDomain: 'risk',
          port: 'orders',
          terms: terms(),
          history: [],
          requirement: null,
          columns: null,
          broken: false,
        },
      ],
    };
    const { ports, consumers } = evolve(standing, { version: '2.0.0', ports: [] }, { mode: 'backward' });
    const messages = [...ports, ...consumers].flatMap(({ changes }) => changes.map(({ message }) => message));
    expect(messages).not.toEqual([]);
    for (const message of messages) expect(message).toMatch(/^\S/);
  });
});

describe('a contract as YAML', () => {
  it('means the same to readers of YAML 1.1: words that are truth values there, dates and numbers of base 60', () => {
    const texts = ['NO', 'on', 'yes', 'y', '2022-10-03', '12:30', '0o7', '1_000', '~', 'null'];
    const columns = [
      column('on', { enum: texts }),
      ...texts.map((text, index) => column(`c${index}`, { default: text, extensions: { on: text } })),
    ];
    const contract = { name: 'c', version: '1.0.0', providerPort: 'a.b.c', consumer: 'd.e' };
    const written = renderContract({ ...contract, terms: terms({ columns }) });
    for (const version of ['1.1', '1.2'] as const) {
      const { schema } = parse(written, { version }) as { schema: { columns: Record<string, unknown>[] } };
      expect(schema.columns[0]).toMatchObject({ name: 'on', enum: texts });
      texts.forEach((text, index) =>
        expect(schema.columns[index + 1]).toMatchObject({ default: text, keywords: { on: text } }),
      );
    }
  });
});
