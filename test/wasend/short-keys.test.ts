import { expect, test } from '@jest/globals';
import { createCensor } from '../../src/wasend/answer/secrets.ts';
import { withoutMarks } from './a-client.ts';

test.each([
  ['abc', 'key abc, ABC', 'key […], […]'],
  ['abcdefgh', 'key abcdefgh or abcdefg', 'key […] or abcdefg'],
  // Two letters stand in every sentence: taking them out would leave nothing to read.
  ['ab', 'key ab about', 'key ab about'],
  ['', 'key', 'key'],
])('a key as short as %j', (key, text, words) => {
  expect(withoutMarks(createCensor(key).sentence(text))).toBe(words);
});
