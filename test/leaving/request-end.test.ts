import { describe, expect, test } from '@jest/globals';
import type { RequestEvent } from '../../src/leaving/events.ts';
import { UserId } from '../../src/leaving/ids.ts';
import { isOpen, mayBeTriedAgain, type NotAskedWhy } from '../../src/leaving/leave.ts';
import type { AnswerClass } from '../../src/leaving/outcome.ts';
import { afterEntry, beginRequest, type Request } from '../../src/leaving/request.ts';
import { groupId, mei, workspaceId } from '../contracts/open-store.ts';
import { ana, answered, calling, folded, hash, requestId, statusOf } from './folded.ts';

describe('approvals and the end of a request', () => {
  test('approvals count in their time, for their list, once each, and never by who asked', () => {
    const approval = { needed: 2, until: 60_000, list: 'list-1' };
    const bo = UserId.parse('U0BO');
    const approved = (by: UserId, list = 'list-1'): RequestEvent => ({
      type: 'approved',
      by,
      list,
      holdUntil: 99_000,
    });
    const begun = (...events: RequestEvent[]): Request => {
      const first = { version: 1, at: 0, event: { ...folded().ask, approval }, sequence: 7, hash: 'a' };
      return events.reduce(
        (request, event, index) =>
          afterEntry(request, { version: index + 2, at: 1_000, event, sequence: 8, hash }),
        beginRequest(workspaceId, requestId, first),
      );
    };
    const by = (request: Request) => request.approval?.approvedBy;
    expect(begun()).toMatchObject({ approval: { ...approval, approvedBy: [] }, holdUntil: 500 });
    expect(begun(approved(ana))).toMatchObject({ approval: { approvedBy: [ana] }, holdUntil: 500 });
    expect(begun(approved(ana), approved(bo))).toMatchObject({
      approval: { approvedBy: [ana, bo] },
      holdUntil: 99_000,
    });
    expect(by(begun(approved(ana), approved(ana)))).toEqual([ana]);
    expect(by(begun(approved(mei)))).toEqual([]);
    expect(by(begun(approved(ana, 'list-2')))).toEqual([]);
    expect(by(begun({ type: 'stop-asked', by: mei }, approved(ana)))).toEqual([]);
    const given = begun(
      approved(ana),
      approved(bo),
      { type: 'declined', by: mei },
      { type: 'approval-expired' },
    );
    expect(given.ending).toBeNull();
    expect(begun({ type: 'declined', by: bo }).ending).toEqual({ kind: 'declined', by: bo, at: 1_000 });
    expect(begun({ type: 'approval-expired' }).ending).toEqual({ kind: 'approval-expired', at: 1_000 });
    expect(folded(approved(ana))).toMatchObject({ approval: null, holdUntil: 500 });
    expect(statusOf(begun({ type: 'declined', by: bo }))).toEqual({ kind: 'not-asked', why: 'declined' });
  });

  test('the end seals it, and what waits or was called then is said for what it is', () => {
    const finished: RequestEvent = { type: 'finished' };
    const request = folded(calling(), finished);
    expect(request).toMatchObject({ finishedAt: 2_000, seal: { sequence: 9, hash } });
    expect(request.leaves.map(({ status }) => status)).toEqual([
      { kind: 'not-known', evidence: 'not-looked', at: 2_000 },
      { kind: 'not-asked', why: 'broken' },
    ]);
    const why = (kind: AnswerClass) => statusOf(folded(calling(), answered({ class: kind }), finished));
    expect(why('not-sent')).toEqual({ kind: 'not-asked', why: 'unreachable' });
    expect(why('rate-limited')).toEqual({ kind: 'not-asked', why: 'rate-limited' });
    expect(why('number-limited')).toEqual({ kind: 'not-asked', why: 'number-limited' });
    expect(why('refused')).toEqual({ kind: 'refused', why: 'clear-no' });
  });

  test('a look that ends early says the last thing seen', () => {
    const look = (sighting: 'in' | 'cannot-tell'): RequestEvent => ({
      type: 'looked',
      groupId: groupId(1),
      look: 1,
      sighting,
      evidence: sighting === 'in' ? 'named-as-member' : 'list-empty',
      session: 'usable',
      owner: false,
    });
    const end = (kind: AnswerClass, sighting: 'in' | 'cannot-tell') =>
      statusOf(folded(calling(), answered({ class: kind }), look(sighting), { type: 'finished' }));
    expect(end('accepted', 'in')).toEqual({
      kind: 'still-in',
      after: 'accepted',
      evidence: 'named-as-member',
      at: 4_000,
    });
    expect(end('unknown', 'in')).toMatchObject({ kind: 'still-in', after: 'unknown' });
    expect(end('accepted', 'cannot-tell')).toEqual({ kind: 'not-known', evidence: 'list-empty', at: 4_000 });
  });
});

describe('what a leave still allows', () => {
  const leaveIn = (status: object) => ({ ...folded().leaves[0], status }) as Request['leaves'][number];

  test.each([
    ['waiting', true, false],
    ['calling', true, false],
    ['looking', true, false],
    ['left', false, false],
    ['already-out', false, false],
    ['still-in', false, true],
    ['not-known', false, true],
    ['refused', false, false],
    ['stopped', false, false],
    ['set-aside', false, false],
  ])('%s: open %s, again %s', (kind, open, again) => {
    expect(isOpen(leaveIn({ kind }))).toBe(open);
    expect(mayBeTriedAgain(leaveIn({ kind }))).toBe(again);
  });

  test.each([
    ['session-in-doubt', 'clear-no', true],
    ['session-in-doubt', 'session-down', false],
    ['unauthorized', 'unauthorized', true],
    ['not-clear', 'unauthorized', false],
    ['refused', 'clear-no', false],
    ['not-clear', 'not-clear', false],
    ['not-clear', 'owner', false],
  ] as const)('refused after %s as %s: again %s', (answered, why, again) => {
    const answer = { class: answered, status: 422, said: null };
    expect(mayBeTriedAgain({ ...leaveIn({ kind: 'refused', why }), answer })).toBe(again);
  });

  test.each<[NotAskedWhy, boolean]>([
    ['unreachable', true],
    ['rate-limited', true],
    ['number-limited', true],
    ['session-starting', true],
    ['session-down', true],
    ['broken', true],
    ['unauthorized', true],
    ['session-gone', false],
    ['not-connected', true],
    ['key-unreadable', true],
    ['number-changed', false],
    ['declined', false],
    ['approval-expired', false],
  ])('not asked because of %s: again %s', (why, again) => {
    expect(mayBeTriedAgain(leaveIn({ kind: 'not-asked', why }))).toBe(again);
  });
});
