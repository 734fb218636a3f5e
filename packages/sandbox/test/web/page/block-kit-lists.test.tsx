import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { UserId } from '../../../../../src/leaving/ids.ts';
import { homeView } from '../../../../../src/messages/home/home.ts';
import { alreadyBeingLeftModal } from '../../../../../src/messages/modals/notice-modal.ts';
import { alreadyBeingLeft } from '../../../../../src/messages/replies/already-being-left.ts';
import { historyMessage } from '../../../../../src/messages/replies/history.ts';
import { statusMessage } from '../../../../../src/messages/replies/status.ts';
import { plainSettings } from '../../../../../test/leaving/plain-settings.ts';
import {
  anyHistory,
  requestedFor,
  requestId,
  requestOf,
  startedAt,
} from '../../../../../test/messages/histories.ts';
import { draw, liveIn } from './draw.tsx';

const ours = new Set(['U0ADMIN', 'U0OTHER', 'C0TEAM']);

function expectDrawn(blocks: readonly unknown[] | undefined): void {
  const html = draw(blocks ?? []);
  expect(html).not.toContain('cannot-draw');
  expect(liveIn(html).filter((id) => !ours.has(id))).toEqual([]);
}

test('lists of requests, whatever they were: status, history and the Home tab', () => {
  fc.assert(
    fc.property(fc.array(anyHistory, { minLength: 1, maxLength: 3 }), (histories) => {
      const requests = histories.map(requestOf);
      const open = requests.map((request) => ({ request, place: 1, expectedEndAt: startedAt }));
      const recent = requests.map((request) => ({ kind: 'request', request }) as const);
      expectDrawn(statusMessage(open, startedAt).blocks);
      const page = { requests: recent, olderThan: requestId };
      for (const isFirst of [true, false]) expectDrawn(historyMessage(page, { kind: 'all' }, isFirst).blocks);
      const home = {
        isAdmin: true,
        mayLeave: true,
        connection: null,
        settings: { ...plainSettings, stoppedBy: UserId.parse('U0OTHER') },
        problems: [],
        isChecking: false,
        open,
        recent,
        now: startedAt,
      };
      expectDrawn(homeView(home).blocks);
    }),
    { numRuns: 60 },
  );
});

test('groups that are already being left', () => {
  const request = requestOf([requestedFor(['<!here>', null])]);
  const joined = request.leaves.map(({ group }) => ({ group, by: UserId.parse('U0OTHER'), requestId }));
  expect(alreadyBeingLeft(joined).text).toContain('<@U0OTHER>');
  expectDrawn(alreadyBeingLeftModal(joined).blocks);
});
