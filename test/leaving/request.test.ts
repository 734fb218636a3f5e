import { describe, expect, test } from '@jest/globals';
import type { RequestEvent } from '../../src/leaving/events.ts';
import type { AnswerClass } from '../../src/leaving/outcome.ts';
import { beginRequest } from '../../src/leaving/request.ts';
import { askedGroup, channelId, groupId, mei, workspaceId } from '../contracts/open-store.ts';
import { ana, answered, calling, folded, hash, lost, requestId, statusOf } from './folded.ts';

describe('a request as its entries tell it', () => {
  test('begins with what was asked, and with nothing else', () => {
    expect(folded()).toMatchObject({
      version: 1,
      askedAt: 0,
      holdUntil: 500,
      seal: { sequence: 7, hash: 'a' },
      ending: null,
    });
    expect(folded().leaves[0]).toEqual({
      group: askedGroup(1),
      status: { kind: 'waiting' },
      attempts: 0,
      calledAt: null,
      answeredAt: null,
      answer: null,
      looks: 0,
      foundAs: [],
    });
    const notFirst = { version: 1, at: 0, event: calling(), sequence: 1, hash };
    expect(() => beginRequest(workspaceId, requestId, notFirst)).toThrow('begins with calling');
    expect(() => folded(folded().ask)).toThrow('asked for twice');
  });

  test('a call forgets what the one before it was answered', () => {
    const again = folded(calling(), answered({ class: 'rate-limited', status: 429 }), calling(1, 2));
    expect(again.leaves[0]).toEqual({
      group: askedGroup(1),
      status: { kind: 'calling', since: 3_000, owner: 'one/1', leaseUntil: 9_000 },
      attempts: 2,
      calledAt: 3_000,
      answeredAt: null,
      answer: null,
      looks: 0,
      foundAs: ['1@lid'],
    });
    expect(again.leaves[1]?.status).toEqual({ kind: 'waiting' });
  });

  test.each<[AnswerClass, object]>([
    ['rate-limited', { kind: 'waiting' }],
    ['number-limited', { kind: 'waiting' }],
    ['not-sent', { kind: 'waiting' }],
    ['accepted', { kind: 'looking', after: 'accepted', last: null }],
    ['unknown', { kind: 'looking', after: 'unknown', last: null }],
    ['not-clear', { kind: 'looking', after: 'not-clear', last: null }],
    ['session-in-doubt', { kind: 'looking', after: 'session-in-doubt', last: null }],
    ['unauthorized', { kind: 'refused', why: 'unauthorized' }],
    ['refused', { kind: 'refused', why: 'clear-no' }],
  ])('%s makes it %j', (kind, status) => {
    expect(statusOf(folded(calling(), answered({ class: kind })))).toEqual(status);
  });

  describe('an answer that comes late', () => {
    const late = answered({ class: 'refused', status: 400 });
    const refused = { kind: 'refused', why: 'clear-no' };
    test('replaces one that was lost', () => {
      expect(statusOf(folded(calling(), lost, late))).toEqual(refused);
    });
    test.each<[string, RequestEvent[]]>([
      ['is no answer itself', [calling(), lost, answered({ class: 'unknown', status: null, said: 'cut' })]],
      ['is of another attempt', [calling(), lost, answered({ class: 'refused', status: 400 }, 2)]],
      ['replaces no unknown one that came', [calling(), answered({ class: 'unknown', status: 500 }), late]],
      ['replaces no other one', [calling(), answered({ class: 'accepted', status: null }), late]],
    ])('%s', (_, events) => {
      expect(statusOf(folded(...events))).toMatchObject({ kind: 'looking' });
    });
    test('reopens nothing that has ended', () => {
      const ended = folded(calling(), lost, { type: 'stop-asked', by: ana }, { type: 'finished' }, late);
      expect(statusOf(ended)).toEqual({ kind: 'not-known', evidence: 'not-looked', at: 4_000 });
    });
  });

  test('the first end counts, for what waits and for what comes back to wait', () => {
    const request = folded(
      calling(),
      { type: 'stop-asked', by: ana },
      { type: 'halted', why: 'session-down', said: 'x' },
      answered({ class: 'not-sent', status: null }),
    );
    expect(request.ending).toEqual({ kind: 'stopped', by: ana, at: 2_000 });
    expect(request.leaves.map(({ status }) => status)).toEqual([
      { kind: 'stopped', by: ana },
      { kind: 'stopped', by: ana },
    ]);
  });

  test.each<[RequestEvent, object, object]>([
    [
      { type: 'halted', why: 'session-gone', said: 'No' },
      { kind: 'halted', why: 'session-gone', said: 'No' },
      { kind: 'not-asked', why: 'session-gone' },
    ],
    [
      { type: 'given-up', why: 'rate-limited', reference: null },
      { kind: 'given-up', why: 'rate-limited', reference: null },
      { kind: 'not-asked', why: 'rate-limited' },
    ],
  ])('%j', (event, ending, status) => {
    expect(folded(event).ending).toEqual(ending);
    expect(statusOf(folded(event))).toEqual(status);
    expect(statusOf(folded(calling(), event))).toMatchObject({ kind: 'calling' });
  });

  test('breaking ends calls and looks as not known, but not where something else ended it before', () => {
    const broken: RequestEvent = { type: 'given-up', why: 'broken', reference: 'r' };
    expect(statusOf(folded(calling(), broken))).toEqual({
      kind: 'not-known',
      evidence: 'not-looked',
      at: 2_000,
    });
    expect(statusOf(folded(calling(), lost, broken))).toMatchObject({ kind: 'not-known' });
    expect(statusOf(folded(calling(), answered({ class: 'refused' }), broken))).toMatchObject({
      kind: 'refused',
    });
    expect(statusOf(folded(calling(), { type: 'stop-asked', by: ana }, broken))).toMatchObject({
      kind: 'calling',
    });
  });

  test('what is put aside is what waits, and that alone', () => {
    const aside: RequestEvent = {
      type: 'put-aside',
      groups: [1, 2].map((one) => ({ groupId: groupId(one), why: 'protected' })),
    };
    expect(folded(calling(), aside).leaves.map(({ status }) => status.kind)).toEqual([
      'calling',
      'set-aside',
    ]);
    const rechecked: RequestEvent = {
      type: 'rechecked',
      setAside: [{ groupId: groupId(2), why: 'renamed' }],
    };
    expect(folded(rechecked)).toMatchObject({ recheckedAt: 1_000 });
    expect(folded(rechecked).leaves.map(({ status }) => status)).toEqual([
      { kind: 'waiting' },
      { kind: 'set-aside', why: 'renamed' },
    ]);
  });

  test('who joins is told once, by person and channel', () => {
    const joined: RequestEvent = { type: 'joined-by', by: ana, channelId, groups: [groupId(1)] };
    expect(folded(joined, joined).joinedBy).toEqual([{ by: ana, channelId }]);
    expect(folded(joined, { ...joined, by: mei }).joinedBy).toHaveLength(2);
    expect(folded(joined, { ...joined, channelId: 'C0ELSE' as typeof channelId }).joinedBy).toHaveLength(2);
  });
});
