import { expect, test } from '@jest/globals';
import { readAnswer } from '../../src/wasend/answer/read-answer.ts';

const waitIn = (body: string): number | null =>
  readAnswer(new TextEncoder().encode(body), 'application/json', 'left-alone').answer.retryAfterSeconds;

test.each([
  ['{"retry_after":0}', 0],
  ['{"retry_after":2.5}', 2.5],
  ['{"retryAfter":"7"}', 7],
  ['{"retry_after":3,"retryAfter":9}', 3],
  ['{"retry_after":-1}', null],
  ['{"retry_after":"soon"}', null],
  ['{"retry_after":null}', null],
  ['{"message":"wait"}', null],
  ['[7]', null],
  ['7', null],
  ['null', null],
])('%s asks for %j seconds', (body, seconds) => {
  expect(waitIn(body)).toBe(seconds);
});
