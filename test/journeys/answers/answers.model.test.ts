import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { atLength } from '../../suite/model-runs.ts';
import { type AnswerGroup, type Deed, looksAfter, looksOf } from './answer-group.ts';
import { answersPage, type Tried } from './answers-page.ts';
import { answerGroups } from './answers-table.ts';
import { leaveWith, type Outcome } from './one-answer.ts';
import { everyAnswerId, labelOf } from './read-answer-id.ts';

const page = new URL('../../../docs/answers.md', import.meta.url);

const rows = answerGroups.flatMap((group) =>
  group.answers.flatMap((id) =>
    (Object.entries(group.ends) as [Deed, string][]).map(([deed, end]) => ({ group, id, deed, end })),
  ),
);

/** All of them at length; otherwise every answer of every group with one of its deeds, in turn. */
const played = rows.filter(({ group, id, deed }) => {
  const deeds = Object.keys(group.ends);
  return atLength || deed === deeds[group.answers.indexOf(id) % deeds.length];
});

test('the table has every answer there is', () => {
  const told = new Set<string>(rows.map(({ id }) => id));
  expect(everyAnswerId().filter((id) => !told.has(id))).toEqual([]);
});

/** A leave that is out is seen so by the first look; what is not is looked at to the last. */
function expectLooks({ group, end, deed }: (typeof rows)[number], { looks }: Outcome): void {
  const planned = group.askedAgain ? looksOfLastAsk(end) : looksOf(group);
  const isOutAtFirst = end === 'left, confirmed' && deed !== 'done-later';
  const isOutByThird = end === 'left, confirmed' && deed === 'done-later';
  const expected = isOutAtFirst
    ? planned.slice(0, 1)
    : isOutByThird
      ? planned.slice(0, looks.length)
      : planned;
  if (isOutByThird) expect(looks.length).toBeLessThanOrEqual(3);
  expect(looks).toEqual(expected);
}

/** What was asked again is answered by the documentation's own words. */
function looksOfLastAsk(end: string): readonly number[] {
  return end === 'already-out' ? looksAfter['not-clear'] : looksAfter.accepted;
}

/** What the API said stands on the card, whatever came of it; its stack traces and our key do not. */
function expectWords({ answer, card, calls }: Outcome): void {
  const bare = card
    .replace(/[\u2060\u2066-\u2069]/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
  if (calls === 1 && answer?.said != null)
    expect(bare).toContain(answer.said.slice(0, 80).replaceAll('"', '\\"'));
  if (answer?.class !== 'accepted' && calls === 1) expect(bare).not.toContain('said yes');
  expect(bare).not.toMatch(/wk_stand_in|node_modules|\.js:\d/);
}

describe('an answer to a leave, through the whole app', () => {
  const tried: Tried[] = [];

  test.each(played)('$id, $deed, $group.world: $end', async (row) => {
    const { group, id, deed, end } = row;
    const outcome = await leaveWith(id, deed, group.world);
    tried.push({ group, label: labelOf(id), deed, outcome });
    expect([outcome.answer?.class, outcome.status]).toEqual([group.class, end]);
    if (!group.askedAgain) expect(outcome.calls).toBe(1);
    else expect(outcome.calls).toBeGreaterThan(1);
    expectLooks(row, outcome);
    expectWords(outcome);
    expect(/try_again/.test(outcome.card)).toBe(isTriedAgain(row));
  });

  test('docs/answers.md tells it: npm run answers', () => {
    const made = answersPage(groupsOf(tried), tried);
    if (atLength && process.env.UPDATE_GOLDEN === '1') writeFileSync(page, made);
    const told = readFileSync(page, 'utf8');
    if (atLength) expect(made).toBe(told);
    const lines = new Set(told.split('\n'));
    expect(made.split('\n').filter((line) => !lines.has(line))).toEqual([]);
  });
});

/** What was refused for the key, or for a session that works by the time it is read, may be tried again by a person. */
function isTriedAgain({ end, group }: (typeof rows)[number]): boolean {
  if (end === 'still-in' || end === 'not-known') return true;
  if (group.class === 'unauthorized') return end === 'refused: unauthorized';
  return group.class === 'session-in-doubt' && end === 'refused: clear-no';
}

function groupsOf(tried: readonly Tried[]): AnswerGroup[] {
  return [...new Set(tried.map(({ group }) => group))];
}
