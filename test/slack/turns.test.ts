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
  const after: number[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await Promise.resolve();
    after.push(had.length);
    await nextTurn();
  }
  expect(after).toEqual([1, 2, 3, 4]);
  expect(had).toEqual(['first fill', 'first open', 'second open', 'second fill']);
});

test('the turn that somebody has had is nobody else’s, and the next is free again', async () => {
  const turns = createTurns();
  const had: string[] = [];
  const take = (name: string) => void turns.take('later').then(() => had.push(name));
  take('first');
  await Promise.resolve();
  take('second');
  await Promise.resolve();
  expect(had).toEqual(['first']);
  await nextTurn();
  expect(had).toEqual(['first', 'second']);
  await nextTurn();
  await nextTurn();
  take('third');
  await Promise.resolve();
  expect(had).toEqual(['first', 'second', 'third']);
});
