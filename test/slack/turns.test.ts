import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { createTurns } from '../../src/slack/turns.ts';

test('one has its turn at a time, and whatever opens a view goes before what fills one', async () => {
  const turns = createTurns();
  const had: string[] = [];
  for (const [to, name] of [
    ['later', 'first fill'],
    ['later', 'second fill'],
    ['open', 'first open'],
    ['open', 'second open'],
  ] as const)
    void turns.take(to).then(() => had.push(name));
  const after: string[][] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await nextTurn();
    after.push([...had]);
  }
  expect(after.map(({ length }) => length)).toEqual([1, 2, 3, 4]);
  expect(had).toEqual(['first open', 'second open', 'first fill', 'second fill']);
});

test('whoever comes when nobody waits is not before the deliveries that have come', async () => {
  const turns = createTurns();
  await turns.take('later');
  let isIts = false;
  const taken = turns.take('later').then(() => {
    isIts = true;
  });
  await Promise.resolve();
  expect(isIts).toBe(false);
  await taken;
});
