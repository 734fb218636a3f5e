import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { auditMessage } from '../../src/messages/audit/audit-message.ts';
import { idEnd } from '../../src/messages/block-kit/group-name.ts';
import { marked } from '../../src/messages/block-kit/marks.ts';
import { linesOnScreen } from '../../src/messages/card/fitting.ts';
import { endSentence } from '../../src/messages/card/headline.ts';
import { cardLines, requestCard } from '../../src/messages/card/request-card.ts';
import { isShownAsLeft, shownAs } from '../../src/messages/card/words/shown-as.ts';
import { detailsModal } from '../../src/messages/modals/details.ts';
import { helpMessage } from '../../src/messages/replies/help.ts';
import { statusMessage } from '../../src/messages/replies/status.ts';
import { anyRequest, strangerText } from './any-request.ts';
import {
  type At,
  answer,
  answered,
  calling,
  entriesOf,
  finished,
  group,
  leads,
  looked,
  mei,
  nothingAhead,
  requested,
  requestOf,
  startedAt,
  stateOf,
  wellLeft,
} from './requests.ts';
import { expectWithinLimits, strangersMarkup } from './within-limits.ts';

describe('whatever happened to a request', () => {
  test('its card is within Slack’s limits and nothing of a stranger lives in it', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const { message, thread } = requestCard(stateOf(request, { now: startedAt + 300_000 }));
        for (const { broadcast: _, ...one } of [{ ...message, broadcast: false }, ...thread]) {
          expectWithinLimits('message', one);
          expect(strangersMarkup(one)).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('no group is lost from it', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const lines = cardLines(stateOf(request));
        const counted = lines.slice(1).reduce((sum, { text }) => sum + countIn(text), 0);
        if (request.leaves.length > 1) expect(counted).toBe(request.leaves.length);
        else expect(lines.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    [
      'differ only where they are cut',
      (index: number) => `${'Residents of the long street '.repeat(3)}${index}`,
    ],
    ['differ only by a mark nobody sees', (index: number) => `Choir${'\u200b'.repeat(index)}`],
  ])('groups whose names %s are told apart by their ids', (_, nameAt) => {
    const groups = Array.from({ length: 50 }, (_, index) => group(index, nameAt(index)));
    const text = cardLines(stateOf(requestOf(requested(groups), [])))
      .map(marked)
      .join('\n');
    for (const { groupId } of groups) expect(text).toContain(idEnd(groupId));
  });

  test('every group is named even where all is of one kind and the names are long', () => {
    const groups = Array.from({ length: 50 }, (_, index) => group(index, `${'x'.repeat(280)} ${index}`));
    const request = requestOf(requested(groups), []);
    const text = cardLines(stateOf(request)).map(marked).join('\n');
    expect(text.match(/\u2068x+…\u2069/gu)).toHaveLength(50);
    expect(linesOnScreen(text.split('\n'))).toBeLessThan(25);
    const nameless = requestOf(requested(groups.map((one) => ({ ...one, name: null }))), []);
    const ends = cardLines(stateOf(nameless)).map(marked).join('\n');
    for (const { groupId } of groups) expect(ends).toContain(idEnd(groupId));
  });

  test('what is still in or not known is never told as left', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const left = request.leaves.filter(({ status }) => isShownAsLeft(shownAs(status)));
        for (const { status } of left) expect(['left', 'looking']).toContain(status.kind);
        const seenIn = left.filter(
          ({ status }) => status.kind === 'looking' && status.last?.sighting === 'in',
        );
        expect(seenIn).toEqual([]);
        expect(endSentence(request)).toMatch(
          new RegExp(`^Left ${left.length} of ${request.leaves.length} group`),
        );
      }),
      { numRuns: 150 },
    );
  });

  test('“nothing has happened” is said nowhere, and the text begins with the first sentence of the blocks', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const { message } = requestCard(stateOf(request));
        expect(JSON.stringify(message)).not.toMatch(/nothing has happened/i);
        const [first = ''] = message.text.split('\n');
        const block = message.blocks[0];
        const shown = block?.type === 'section' ? (block.text?.text.split('\n')[0] ?? '') : '';
        const bare = (text: string): string => text.replace(/^[✓✗!■○] /u, '').replaceAll('\u2060', '');
        expect(bare(first)).toBe(bare(shown));
        expect(message.text).not.toMatch(/^[✓✗!■○▓]/u);
      }),
      { numRuns: 150 },
    );
  });

  test('a card stays under 25 lines, whatever strangers call groups', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const lines = cardLines(stateOf(request, { now: startedAt + 300_000 })).map(marked);
        expect(linesOnScreen(lines) + 2).toBeLessThan(25);
      }),
      { numRuns: 300 },
    );
  });

  test('of 50 groups that wait for approval, each is named once, the risks first', () => {
    const risks = [['only-admin'], ['last-member'], ['only-admin', 'left-before'], [], []] as const;
    const groups = Array.from({ length: 50 }, (_, index) =>
      group(index, `Residents of a street with a long name, block ${index}`, {
        risks: [...(risks[index % 5] ?? [])],
      }),
    );
    const request = requestOf(
      requested(groups, { approval: { needed: 1, until: startedAt + 60_000, list: 'x' } }),
    );
    const lines = cardLines(stateOf(request)).map(marked);
    for (const { groupId } of groups) expect(lines.join('\n').split(idEnd(groupId))).toHaveLength(2);
    expect(lines.map((one) => one[0])).toEqual(['A', '!', '!', '!', '○']);
    expect(linesOnScreen(lines) + 2).toBeLessThan(25);
  });

  test('50 refusals in 50 ways tell the first few words of each code, and how many more there are', () => {
    const groups = Array.from({ length: 50 }, (_, index) => group(index, `Client ${index} project room`));
    const events = groups.flatMap((_, index): At[] => [
      [5 + index, calling(index)],
      [
        6 + index,
        answered(
          index,
          answer('refused', index < 30 ? 400 : 402, `No, for reason ${'abcde'[index % 5]}${index}`),
        ),
      ],
    ]);
    const request = requestOf(requested(groups), [...events, finished(60)]);
    const [, ...lines] = cardLines(stateOf(request));
    expect(lines.map(({ text }) => text.slice(0, 13))).toEqual(['Refused (30):', 'Refused (20):']);
    for (const [index, code] of [400, 402].entries()) {
      const told = lines[index]?.text ?? '';
      expect(told).toMatch(
        new RegExp(`Wasend ${code}: “[^”]*”, “[^”]*”, “[^”]*”\\. \\d+ more answers are in Details`),
      );
    }
    expect(linesOnScreen(lines.map(marked)) + 2).toBeLessThan(25);
  });

  test('words that were not said of all of a line are not told for all of it', () => {
    const groups = Array.from({ length: 50 }, (_, index) => group(index, `${'x'.repeat(60)} ${index}`));
    const events = groups.flatMap((_, index): At[] => [
      [5 + index, calling(index)],
      [6 + index, answered(index, answer('not-clear', 403, 'no'))],
      [7 + index, looked(index, 1, 'in', 'named-as-member', { owner: index === 49 })],
    ]);
    const lines = cardLines(stateOf(requestOf(requested(groups), [...events, finished(60)])));
    const owners = lines.filter(({ text }) => text.includes('owner leave'));
    expect(owners.every(({ text }) => !/\(\d+\)/.test(text))).toBe(true);
  });

  test('nothing of a person’s own name lives in what is told of them', () => {
    fc.assert(
      fc.property(anyRequest, strangerText, (request, name) => {
        const state = stateOf(request, { nameOf: () => name, now: startedAt + 300_000 });
        const entries = entriesOf(request.ask);
        const told = [
          requestCard(state).message,
          auditMessage(state, null),
          statusMessage({
            open: [{ request, outlook: nothingAhead, cardUrl: null }],
            now: startedAt,
            nameOf: () => name,
          }),
          helpMessage({
            mayLeave: false,
            leavers: { users: [mei], userGroups: [leads] },
            othersMayAsk: false,
            stoppedBy: mei,
            isConnected: true,
            nameOf: () => name,
          }),
        ];
        for (const one of told) {
          expectWithinLimits('message', one);
          expect(strangersMarkup(one)).toEqual([]);
        }
        const details = detailsModal({ request, entries, nameOf: () => name, now: startedAt });
        expectWithinLimits('modal', details);
        expect(strangersMarkup(details)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('a leave that goes well takes two lines', () => {
    const request = requestOf(requested([group(0, 'Padel Tuesdays')]), [...wellLeft(0, 5), finished(9)]);
    const { message, thread } = requestCard(stateOf(request));
    process.stdout.write(`Lines of a single leave that goes well: ${message.blocks.length}\n`);
    expect(message.blocks.map(({ type }) => type)).toEqual(['section', 'context']);
    expect(message.text.split('\n')).toHaveLength(2);
    expect(thread).toEqual([]);
  });
});

/** `Word (7): …` names seven, `Word: …` one. */
function countIn(text: string): number {
  const head =
    /^(?:Still in|Not known|Refused|Checking|Set aside|Not asked|Declined|Not approved|Stopped|Already out|Left, not confirmed|Left, confirmed|Left|Asking|Waiting)(?: by .*?)?(?: \((\d+)\))?: /u.exec(
      text,
    );
  return head === null ? 0 : Number(head[1] ?? 1);
}
