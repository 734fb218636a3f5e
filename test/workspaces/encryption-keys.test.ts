import { describe, expect, test } from '@jest/globals';
import { parseEncryptionKeys } from '../../src/workspaces/sealed/encryption-keys.ts';

const of = (byte: (index: number) => number) =>
  Buffer.from(Array.from({ length: 32 }, (_, index) => byte(index)));
/** One that nobody guesses. */
const drawn = Buffer.from('q83vEiM0RVZneImaq7zN3u8AESIzRFVmd4iZqrvM3e4=', 'base64');
const text = drawn.toString('base64');
/** Letters and signs alone, none twice. */
const letters = Buffer.from('q7Zx!mK2~pW9 rT4vB8nL1cJ6sH3yD5#', 'latin1');
const withByte = (key: Buffer, at: number, byte: number) => {
  const other = Buffer.from(key);
  other[at] = byte;
  return other;
};

test('keys are read as they were made, with spaces around and several with commas', () => {
  expect(parseEncryptionKeys(text)).toEqual([drawn]);
  expect(parseEncryptionKeys(` ${text} , ${text.replaceAll('/', '_')}`)).toEqual([drawn, drawn]);
  expect(parseEncryptionKeys(text.replace('=', ''))).toEqual([drawn]);
});

describe('what is no key is told by its length alone', () => {
  test.each<[string, string]>([
    ['a byte too few', drawn.subarray(1).toString('base64')],
    ['a byte too many', Buffer.concat([drawn, drawn.subarray(0, 1)]).toString('base64')],
    ['a sign in front', `!${text}`],
    ['a sign behind', `${text}!`],
    ['three signs of filling', `${text}==`],
    ['a space inside', `${text.slice(0, 9)} ${text.slice(9)}`],
    ['nothing between commas', `${text},`],
  ])('%s', (_, given) => {
    expect(() => parseEncryptionKeys(given)).toThrow(
      /must be 32 bytes in base64, .* \d+ characters was given/,
    );
    expect(() => parseEncryptionKeys(given)).not.toThrow(text.slice(0, 9));
  });
});

describe('a key that can be guessed', () => {
  test.each<[string, Buffer]>([
    ['one byte', of(() => 7)],
    ['15 different bytes', of((index) => 0xa0 + ((index * index + index) % 15))],
    ['counting up', of((index) => (0xf0 + index) % 256)],
    ['counting up by three, over the end', of((index) => (200 + 3 * index) % 256)],
    ['counting down', of((index) => (512 - 5 * index) % 256)],
    [
      'a half twice',
      of(
        (index) =>
          [0x91, 0x03, 0xf7, 0x2c, 0x5e, 0xb8, 0x10, 0xc4, 0x6d, 0xe9, 0x7a, 0x35, 0x8f, 0x42, 0xd6, 0x1b][
            index % 16
          ] ?? 0,
      ),
    ],
    ['a text', letters],
  ])('%s', (_, key) => {
    expect(() => parseEncryptionKeys(key.toString('base64'))).toThrow('must be random');
  });

  test.each<[string, Buffer]>([
    ['a text but for a byte below', withByte(letters, 3, 0x1f)],
    ['a text but for a byte above', withByte(letters, 30, 0x7f)],
    ['16 different bytes', of((index) => 0xa0 + (index < 16 ? index : 31 - index))],
    [
      'counting up but for one',
      withByte(
        of((index) => 0x80 + index),
        9,
        0x07,
      ),
    ],
  ])('%s is not', (_, key) => {
    expect(parseEncryptionKeys(key.toString('base64'))).toEqual([key]);
  });
});
