import { describe, expect, test } from '@jest/globals';
import { contradictsItself } from '../../../src/wasend/answer/contradiction.ts';
import { isTooDeep } from '../../../src/wasend/answer/depth.ts';

describe('an answer that contradicts itself', () => {
  test.each<[unknown, boolean]>([
    [{ success: ' FALSE ' }, true],
    [{ success: '0' }, true],
    [{ success: 'not false' }, false],
    [{ success: 'false alarm' }, false],
    [{ success: '10' }, false],
    [{ success: null }, false],
    [{ success: 1 }, false],
    [{ statusCode: 399 }, false],
    [{ statusCode: 400 }, true],
    [{ statusCode: '400' }, true],
    [{ statusCode: 'four hundred' }, false],
    [{ statusCode: [500] }, false],
    [{ statusCode: null }, false],
    [{ result: [{ success: true }, { success: false }] }, true],
    [[[{ statusCode: 500 }]], true],
    ['false', false],
    [null, false],
  ])('%j: %s', (parsed, contradicts) => {
    expect(contradictsItself(parsed, 'looked-into')).toBe(contradicts);
  });

  test.each<[unknown, boolean]>([
    [[{ success: false }], false],
    [{ groups: [{ success: false }] }, false],
    [{ groups: [], success: false }, true],
  ])('rows that stand each for itself: %j: %s', (parsed, contradicts) => {
    expect(contradictsItself(parsed, 'left-alone')).toBe(contradicts);
  });
});

describe('a body that is nested too deeply', () => {
  const nested = (levels: number, wrap: (inner: unknown) => unknown) =>
    Array.from({ length: levels }).reduce<unknown>((inner) => wrap(inner), 'x');
  test.each<[string, (inner: unknown) => unknown]>([
    ['objects', (inner) => ({ beside: 1, inner })],
    ['arrays', (inner) => [1, inner]],
  ])('%s: 20 levels are read, 21 are not', (_, wrap) => {
    expect(isTooDeep(nested(20, wrap))).toBe(false);
    expect(isTooDeep(nested(21, wrap))).toBe(true);
  });

  test('a thing of no depth has none', () => {
    expect([isTooDeep('x', 0), isTooDeep(null, 0), isTooDeep({}, 0), isTooDeep([], 0)]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
