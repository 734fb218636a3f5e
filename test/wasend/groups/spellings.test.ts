import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { internationalDigits, numberDigits, spellingsOf } from '../../../src/leaving/spellings.ts';
import { isLid, ownNames, ownSpelling } from '../../../src/wasend/groups/own-names.ts';

describe('the spellings of a number', () => {
  test.each<[string, string[]]>([
    ['12025550143', ['12025550143', '102025550143']],
    ['79161234567', ['79161234567', '709161234567']],
    ['4915112345678', ['4915112345678', '49015112345678']],
    ['49015112345678', ['4915112345678', '49015112345678']],
    // Three digits of a country
    ['35312345678', ['35312345678', '353012345678']],
    ['353012345678', ['35312345678', '353012345678']],
    // Italy keeps its 0, and has no other
    ['390612345678', ['390612345678']],
    ['393331234567', ['393331234567']],
    // Brazil: a mobile number of 8 digits begins with 6 to 9
    ['5511987654321', ['5511987654321', '55011987654321', '551187654321', '5501187654321']],
    ['551167654321', ['551167654321', '5501167654321', '5511967654321', '55011967654321']],
    ['551197654321', ['551197654321', '5501197654321', '5511997654321', '55011997654321']],
    ['551157654321', ['551157654321', '5501157654321']],
    ['5511887654321', ['5511887654321', '55011887654321']],
    ['55119876543210', ['55119876543210', '550119876543210']],
    ['5511676543210', ['5511676543210', '55011676543210']],
    // Mexico
    ['525512345678', ['525512345678', '5205512345678', '5215512345678', '52015512345678']],
    ['5215512345678', ['525512345678', '5205512345678', '5215512345678', '52015512345678']],
    ['5225512345678', ['5225512345678', '52025512345678']],
    ['52155123456789', ['52155123456789', '520155123456789']],
    // Argentina
    ['541123456789', ['541123456789', '5401123456789', '5491123456789', '54091123456789']],
    ['5491123456789', ['541123456789', '5401123456789', '5491123456789', '54091123456789']],
    ['5411234567', ['5411234567', '54011234567']],
  ])('%s', (number, spellings) => {
    expect([...spellingsOf(number)].toSorted()).toEqual(spellings.toSorted());
  });

  test.each(
    '20 27 30 31 32 33 34 36 40 41 43 44 45 46 47 48 49 51 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
      ' ',
    ),
  )('country %s has two digits', (country) => {
    expect([...spellingsOf(`${country}012345678`)].toSorted()).toEqual(
      [`${country}12345678`, `${country}012345678`].toSorted(),
    );
  });

  test.each([null, '', '07700 900123'])('%j has none', (number) => {
    expect([...spellingsOf(number)]).toEqual([]);
  });
});

describe('the one name of a number', () => {
  test.each<[string | null, string | null]>([
    ['+49 151 12345678', '4915112345678'],
    ['+49 (0)151 12345678', '4915112345678'],
    ['49015112345678', '4915112345678'],
    ['+39 06 12345678', '390612345678'],
    ['5511987654321', '551187654321'],
    ['5215512345678', '525512345678'],
    ['5491123456789', '541123456789'],
    ['07700 900123', null],
    [null, null],
  ])('%j: %j', (number, name) => {
    expect(numberDigits(number)).toBe(name);
  });

  test('is one of its spellings, none is shorter, and each of them has the same', () => {
    const country = fc.constantFrom('1', '7', '39', '44', '49', '52', '54', '55', '353', '972');
    // No area code begins with 0, also behind the digit that mobiles have in front.
    const local = fc.stringMatching(/^[1-9]{2}\d{6,10}$/);
    fc.assert(
      fc.property(country, local, (code, rest) => {
        const name = numberDigits(code + rest);
        const spellings = [...spellingsOf(code + rest)];
        expect(spellings).toContain(name);
        expect(Math.min(...spellings.map(({ length }) => length))).toBe(name?.length);
        expect(new Set(spellings.map(numberDigits))).toEqual(new Set([name]));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the digits of a number with its country', () => {
  test.each<[string | null | undefined, string | null]>([
    ['+44 (0)7700/900.123-4', '4477009001234'],
    ['0044 7700 900123', '447700900123'],
    ['447700900123:12@s.whatsapp.net', '447700900123'],
    ['447700900123@c.us', '447700900123'],
    ['1234567', '1234567'],
    ['123456', null],
    ['1'.repeat(20), '1'.repeat(20)],
    ['1'.repeat(21), null],
    ['+44 ••• 0123456', null],
    ['44x7700900123', null],
    ['0447700900123', null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('%j: %j', (number, digits) => {
    expect(internationalDigits(number)).toBe(digits);
  });
});

describe('a name of ours', () => {
  const own = ownNames({ phoneNumber: '+447700900123', lid: '10017:3@lid' });
  test.each<[string, string | null]>([
    ['447700900123@c.us', '447700900123'],
    ['4407700900123', '4407700900123'],
    ['447700900124', null],
    ['10017@lid', '10017@lid'],
    ['10017:9@LID', '10017@lid'],
    ['10018@lid', null],
    ['x10017@lid', null],
    ['10017x@lid', null],
    ['447700900123@lid', null],
    ['10017', null],
    ['nobody', null],
  ])('%s is %j', (name, as) => {
    expect(ownSpelling(name, own)).toBe(as);
  });

  test.each<[string | null, string | null]>([
    ['10017', '10017'],
    ['1001@lid', null],
    ['1'.repeat(20), '1'.repeat(20)],
    ['1'.repeat(21), null],
    [null, null],
  ])('our LID %j', (lid, digits) => {
    const names = ownNames({ phoneNumber: null, lid });
    expect(names.lid).toBe(digits);
    expect(names.phones.size).toBe(0);
    expect(ownSpelling('abc@lid', names)).toBeNull();
  });

  test('a LID ends so', () => {
    expect([isLid('1@lid'), isLid('1@LID'), isLid('1@lid.x'), isLid('1@c.us')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
