import { describe, expect, test } from '@jest/globals';
import { linesOnScreen } from '../../src/messages/card/fitting.ts';
import { drawing } from './drawing.ts';
import { cardBulk } from './families/card-bulk.ts';
import { goldenFamily } from './golden.ts';

describe('the card of several leaves', () => {
  goldenFamily('card-bulk', cardBulk);

  test('no group is counted twice in the first line while it is being checked', () => {
    const firstLine = (title: string) => drawing(cardBulk[title]).split('\n')[0];
    expect(firstLine('stopped, and what was left is being checked')).toContain(
      'Left 2 of 7 groups so far: 5 stopped ',
    );
    expect(firstLine('stopped in the middle')).toContain(
      'Left 2 of 7 groups so far: 1 refused, 1 being checked, 3 stopped ',
    );
  });

  test('a bulk of 50 stays under 25 lines at any time', () => {
    const counts = Object.entries(cardBulk).map(
      ([title, card]) => [title, screenLines(Array.isArray(card) ? card[0] : card)] as const,
    );
    process.stdout.write(
      `Lines of a bulk card: ${counts.map(([title, count]) => `${title} ${count}`).join(', ')}\n`,
    );
    for (const [title, count] of counts)
      expect({ title, isShort: count < 25 }).toEqual({ title, isShort: true });
  });
});

function screenLines(message: unknown): number {
  const drawn = drawing(message)
    .split('\n')
    .filter((one) => !one.startsWith('  text: '));
  return linesOnScreen(drawn);
}
