import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Look, readLook, sideTabs, writeLook } from '../../../src/web/page/look.ts';

const id = fc.option(fc.stringMatching(/^[A-Z0-9.]{2,12}$/));
const look: fc.Arbitrary<Look> = fc.record({
  as: id,
  at: id,
  thread: id,
  side: fc.option(fc.constantFrom(...sideTabs)),
  theme: fc.option(fc.constantFrom('light' as const, 'dark' as const)),
  play: id,
  isFast: fc.boolean(),
});

test('every look has an address that leads back to it', () => {
  fc.assert(
    fc.property(look, (one) => {
      expect(readLook(writeLook(one).replace('./', ''))).toEqual(one);
    }),
  );
});

test('an address with nonsense in it is a look all the same', () => {
  expect(readLook('?side=moon&theme=plaid&pace=slow')).toEqual({
    as: null,
    at: null,
    thread: null,
    side: 'whatsapp',
    theme: null,
    play: null,
    isFast: false,
  });
});
