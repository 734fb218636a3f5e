import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readStored } from '../../src/workspaces/read-stored.ts';

describe('reading stored rows', () => {
  const Newest = z.object({
    v: z.literal(3),
    name: z.string(),
    limit: z.number().default(10),
    tags: z.array(z.string()),
  });
  const read = readStored('thing', Newest, [
    ({ title, ...row }) => ({ ...row, name: title }),
    (row) => ({ ...row, tags: [] }),
  ]);

  test('of every layout there was, upgraded one by one, with defaults laid under', () => {
    const expected = { v: 3, name: 'a', limit: 10, tags: [] };
    expect(read({ v: 1, title: 'a' })).toEqual(expected);
    expect(read({ v: 2, name: 'a' })).toEqual(expected);
    expect(read({ v: 3, name: 'a', limit: 2, tags: ['x'] })).toEqual({
      v: 3,
      name: 'a',
      limit: 2,
      tags: ['x'],
    });
  });

  test('a row of a newer version is refused, by its layout or by a field, and truly', () => {
    expect(() => read({ v: 4, name: 'a' })).toThrow(
      'A stored thing was written by a newer version of this app (layout 4, this version knows 3). Start the newer version again.',
    );
    expect(() => read({ v: 3, name: 'a', tags: [], colour: 'red' })).toThrow(
      'newer version of this app (with colour, which this version does not know)',
    );
  });

  test.each([
    [null, 'it has no layout number'],
    ['text', 'it has no layout number'],
    [{ name: 'a' }, 'it has no layout number'],
    [{ v: 0 }, 'it has no layout number'],
    [{ v: 3, name: 7, tags: [] }, 'does not read: name.'],
  ])('%j does not read, and what stands in it is not told', (row, words) => {
    expect(() => read(row)).toThrow(words);
    expect(() => read({ v: 3, name: ['xoxb-secret'], tags: [] })).not.toThrow('xoxb');
  });
});
