import { describe, expect, it } from 'vitest';
import { shownOf, type MapProduct } from '../../../portal/src/map/mesh.js';
import { neighbourOf } from '../../../portal/src/map/neighbour.js';
import { pathOf, sceneOf, SIZES } from '../../../portal/src/map/scene.js';
import { LOOKS, stateOf } from '../../../portal/src/map/states.js';
import { fitted, showing, zoomed } from '../../../portal/src/map/view.js';

/** A product of a domain that reads others, each under a contract of its own. */
function product(fqn: string, reads: readonly string[], consumers = 0): MapProduct {
  const [domain = '', name = ''] = fqn.split('.');
  return {
    fqn,
    name,
    domain,
    version: '1.0.0',
    providers: new Set(reads).size,
    consumers,
    reads: reads.map((from, index) => ({
      name: `${from}-to-${fqn}-${index}`,
      from,
      to: fqn,
      port: `${from}.p`,
      state: 'ACTIVE',
    })),
  };
}

describe('how a contract stands', () => {
  const sound = { status: 'ACTIVE', announced: false, breached: false, atRisk: false };
  it.each([
    [sound, 'ACTIVE'],
    [{ ...sound, atRisk: true }, 'AT_RISK'],
    [{ ...sound, atRisk: true, announced: true }, 'NOTICE'],
    [{ ...sound, status: 'DEPRECATED' }, 'NOTICE'],
    [{ ...sound, announced: true, breached: true }, 'BREACHED'],
    [{ ...sound, breached: true, status: 'BROKEN' }, 'BROKEN'],
  ])('is the gravest that is so: %o is %s', (standing, state) => {
    expect(stateOf(standing)).toBe(state);
  });

  it('is told apart without a colour', () => {
    const looks = Object.values(LOOKS).map(({ dash, width, sign }) => [dash, width, sign].join(' '));
    expect(new Set(looks).size).toBe(looks.length);
  });
});

describe('what is shown', () => {
  it('is every contract between products that are, and the count of neighbours that are not', () => {
    const shown = shownOf([product('a.x', [], 5), product('b.y', ['a.x', 'a.x', 'c.z'])]);
    expect(shown.contracts.map(({ from, to }) => [from, to])).toEqual([
      ['a.x', 'b.y'],
      ['a.x', 'b.y'],
    ]);
    expect(Object.fromEntries(shown.hidden)).toEqual({
      'a.x': { providers: 0, consumers: 4 },
      'b.y': { providers: 1, consumers: 0 },
    });
  });

  it('has a way for each of several contracts of two products', () => {
    const { arrows } = sceneOf(shownOf([product('a.x', [], 1), product('b.y', ['a.x', 'a.x'])]));
    expect(new Set(arrows.map(pathOf)).size).toBe(2);
  });
});

describe('arrow keys', () => {
  const scene = sceneOf(
    shownOf([product('a.source', [], 2), product('b.one', ['a.source']), product('b.two', ['a.source'])]),
  );
  const walk = (from: string, key: string): string | undefined => {
    const next = neighbourOf(scene, scene.indexOf.get(from)!, key);
    return next === null ? undefined : scene.boxes[next]!.product.fqn;
  };
  it('lead along contracts, and up and down', () => {
    const below = scene.boxes[1]!.y < scene.boxes[2]!.y ? ['b.one', 'b.two'] : ['b.two', 'b.one'];
    expect(['b.one', 'b.two']).toContain(walk('a.source', 'ArrowRight'));
    expect(walk('b.one', 'ArrowLeft')).toBe('a.source');
    expect(walk(below[0]!, 'ArrowDown')).toBe(below[1]);
    expect(walk(below[1]!, 'ArrowUp')).toBe(below[0]);
    expect(walk('a.source', 'ArrowLeft')).toBeUndefined();
  });
});

describe('a view', () => {
  const frame = { width: 800, height: 400 };
  it('fits all of a map, and makes none larger than it is', () => {
    expect(fitted({ width: 100, height: 100 }, frame)).toEqual({ scale: 1, x: 350, y: 150 });
    expect(fitted({ width: 7200, height: 100 }, frame).scale).toBe(0.1);
  });
  it('is zoomed about a point, which stays', () => {
    const view = zoomed({ scale: 1, x: 0, y: 0 }, 2, { x: 100, y: 50 });
    expect([100 * view.scale + view.x, 50 * view.scale + view.y]).toEqual([200 - 100, 100 - 50]);
  });
  it('is moved no more than it takes to show a part', () => {
    const part = { x: 2000, y: 100, width: SIZES.boxWidth, height: SIZES.boxHeight };
    const view = showing({ scale: 1, x: 0, y: 0 }, part, frame);
    expect([view.x, view.y]).toEqual([frame.width - 40 - 2000 - SIZES.boxWidth, 0]);
    expect(showing(view, part, frame)).toBe(view);
  });
});
