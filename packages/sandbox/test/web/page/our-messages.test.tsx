import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SessionId } from '../../../../../src/leaving/ids.ts';
import type { GroupFacts } from '../../../../../src/leaving/standing.ts';
import { auditLine } from '../../../../../src/messages/audit/audit-line.ts';
import { requestCard } from '../../../../../src/messages/card/card.ts';
import { leaveCsv } from '../../../../../src/messages/card/leave-csv.ts';
import { channelSessionsForm } from '../../../../../src/messages/home/channel-sessions-form.ts';
import { connectForm } from '../../../../../src/messages/home/connect-form.ts';
import { connectionForm } from '../../../../../src/messages/home/connection-form.ts';
import { homeView } from '../../../../../src/messages/home/home.ts';
import { rulesForm } from '../../../../../src/messages/home/rules-form.ts';
import { confirmModal } from '../../../../../src/messages/modals/confirm-modal.ts';
import { notConnectedModal } from '../../../../../src/messages/modals/notice-modal.ts';
import { pickerModal } from '../../../../../src/messages/modals/picker-modal.ts';
import { plainSettings } from '../../../../../test/leaving/plain-settings.ts';
import {
  anyHistory,
  groupId,
  requestId,
  requestOf,
  startedAt,
  strangerText,
} from '../../../../../test/messages/histories.ts';
import { draw, liveIn, wordsOf } from './draw.tsx';

const people = new Set(['U0ADMIN', 'U0OTHER', 'C0TEAM']);
const strangersIn = (html: string): string[] => liveIn(html).filter((id) => !people.has(id));

function expectDrawn(blocks: readonly unknown[] | undefined, form: object | null = null): string {
  const html = draw(blocks ?? [], form);
  expect(html).not.toContain('cannot-draw');
  expect(strangersIn(html)).toEqual([]);
  return html;
}

describe('everything the app can post is drawn whole, and no name in it does anything', () => {
  test('cards, their threads and audit lines of any history', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const request = requestOf(history);
        const card = requestCard({ request, now: startedAt, expectedEndAt: null });
        expectDrawn(card.blocks);
        for (const more of [...card.continued, ...leaveCsv(request, '')]) expectDrawn(more.blocks);
        expectDrawn(auditLine({ kind: 'request', request }).blocks);
      }),
      { numRuns: 200 },
    );
  });

  const sessions = ['a', 'b'].map((id) => ({
    sessionId: SessionId.parse(id),
    name: '<!here> *x*',
    phoneNumber: '+447700900123',
    status: 'WORKING',
  }));
  const [first] = sessions;
  const sessionId = first?.sessionId ?? null;

  test('the preview, whatever the groups are called', () => {
    fc.assert(
      fc.property(strangerText, (name) => {
        const facts: GroupFacts = {
          groupId: groupId(0),
          name,
          memberCount: 3,
          standing: 'member',
          onlyAdmin: false,
          isCommunity: false,
          isAnnouncementGroup: false,
          communityId: null,
          isLocked: false,
          createdAt: null,
        };
        const group = { groupId: groupId(0), facts, blocked: null, warnings: [], community: name };
        const view = confirmModal({
          requestId,
          revision: 1,
          session: { name, phoneNumber: null },
          groups: Array.from({ length: 7 }, () => group),
          badReferences: [{ typed: name, why: name }],
          pendingInvites: 0,
          facts: 'ready',
          holdSeconds: 5,
          readAt: startedAt,
          approval: { needed: 2, minutes: 15 },
          expected: { durationMs: 60_000, endAt: startedAt },
        });
        expectDrawn(view.blocks, {});
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['the picker', pickerModal({ requestId, sessions, sessionId, isDefaultSession: true, note: 'One.' })],
    ['a notice with a button', notConnectedModal()],
    ['the form for the key', connectForm()],
    [
      'the form for number and audit channel',
      connectionForm({ sessions, sessionId, auditChannel: 'C0TEAM', pendingId: null }),
    ],
    ['the rules', rulesForm(plainSettings, [{ id: 'S0LEADS', handle: 'leads' }])],
    ['the rules without user groups', rulesForm(plainSettings, null)],
    ['the numbers of a channel', channelSessionsForm(sessions)],
  ])('%s', (_, view) => {
    expect(wordsOf(expectDrawn(view.blocks, {}))).not.toBe('');
  });

  test.each([true, false])('the Home tab (of an admin: %s)', (isAdmin) => {
    const home = {
      isAdmin,
      mayLeave: true,
      settings: { ...plainSettings, protectedGroups: ['<!channel>*'] },
      connection: {
        keyEnd: 'in_1',
        sessionId: SessionId.parse('a'),
        sessionLabel: '<@U0EVIL>',
        auditChannel: 'C0TEAM',
        callsLastMinute: 3,
        callLimit: 10,
        windowSeconds: 60,
      },
      problems: [{ kind: 'key-refused', said: '<!channel>' }] as const,
      isChecking: true,
      open: [],
      recent: [],
      now: startedAt,
    };
    expectDrawn(homeView(home).blocks, {});
  });
});
