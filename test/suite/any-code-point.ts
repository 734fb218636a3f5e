import fc from 'fast-check';

const surrogates = { from: 0xd800, count: 0x800 };

/**
 * Any one code point, for `fc.string({ unit })`: the same ones as its own unit `binary`, which first builds a table of
 * all million of them, a second for each test file.
 */
export const anyCodePoint: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10ffff - surrogates.count })
  .map(characterAt, indexOf);

function characterAt(index: number): string {
  return String.fromCodePoint(index < surrogates.from ? index : index + surrogates.count);
}

/** Throws at what is not one code point, as fast-check wants it of what maps back. */
function indexOf(character: unknown): number {
  const codePoint = typeof character === 'string' ? character.codePointAt(0) : undefined;
  if (codePoint === undefined || !isScalar(codePoint) || character !== String.fromCodePoint(codePoint))
    throw new Error('Not one code point');
  return codePoint < surrogates.from ? codePoint : codePoint - surrogates.count;
}

function isScalar(codePoint: number): boolean {
  return codePoint < surrogates.from || codePoint >= surrogates.from + surrogates.count;
}
