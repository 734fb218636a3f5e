import { describe, expect, test } from '@jest/globals';
import type { FaultKind } from '../src/faults/fault-plans.ts';
import { groupId, key, sessionId, useBench } from './bench.ts';

const group = `/${sessionId}/groups/${groupId}`;

describe('lies about leaving', () => {
  const bench = useBench();
  const isIn = () => bench.wasend.world.isMember(sessionId, groupId);

  test.each([
    ['200-false-text', 200, { success: 'false' }],
    ['200-false-zero', 200, { success: 0 }],
    ['200-status-403', 200, { statusCode: 403 }],
    ['200-status-500', 200, { success: true, statusCode: 500 }],
    ['200-error', 200, { success: true, error: 'You are the group owner.' }],
    ['408', 408, { message: 'Request Timeout' }],
    ['425', 425, { message: 'Too Early' }],
    ['423', 423, { message: 'Locked' }],
    ['500-dropped', 500, { exception: { message: '14 UNAVAILABLE: Connection dropped', code: 14 } }],
    ['500-websocket', 500, { exception: { details: 'websocket not connected' } }],
    ['429-rate-overlimit', 429, { exception: { details: 'info query returned status 429: rate-overlimit' } }],
    ['403-session-owner', 403, { message: 'You are not the owner of this session' }],
    ['400-session', 400, { message: 'Session is not active' }],
    ['422-stopped', 422, { status: 'STOPPED' }],
    ['404-session-or-group', 404, { error: 'Session or group not found.' }],
  ] as const)('%s is answered, before the work or behind it, as ordered', async (kind, status, body) => {
    bench.wasend.faults.next(kind);
    expect(await bench.leave(groupId)).toMatchObject({ status, body });
    expect(isIn()).toBe(true);
    bench.wasend.faults.next(kind, { does: true });
    expect(await bench.leave(groupId)).toMatchObject({ status, body });
    expect(isIn()).toBe(false);
    expect(bench.wasend.leaveCalls().map(({ did, fault }) => [did, fault])).toEqual([
      [false, kind],
      [true, kind],
    ]);
  });

  test('any kind can be told not to do what it does by itself', async () => {
    bench.wasend.faults.next('empty-201', { does: false });
    expect(await bench.leave(groupId)).toMatchObject({ status: 201, text: '' });
    expect(isIn()).toBe(true);
  });

  test('an answer of one’s own is sent as it is', async () => {
    const text = { status: 499, headers: { 'x-by': 'proxy' }, body: '<b>closed</b>' };
    bench.wasend.faults.next(text, { does: true });
    const reply = await bench.leave(groupId);
    expect(reply).toMatchObject({ status: 499, text: '<b>closed</b>' });
    expect(reply.headers.get('x-by')).toBe('proxy');
    expect(bench.wasend.leaveCalls()).toMatchObject([{ fault: 'custom', did: true }]);
    bench.wasend.faults.next({ status: 202, body: { queued: true } });
    expect(await bench.leave(groupId)).toMatchObject({ status: 202, body: { queued: true } });
  });

  test('the key comes back in a refusal, and whole', async () => {
    for (const kind of ['repeats-key', '403-repeats-key'] as const) {
      bench.wasend.faults.next(kind);
      expect((await bench.leave(groupId)).text).toContain(key);
    }
  });

  test('bodies can be deeper and longer than anybody should walk', async () => {
    bench.wasend.faults.next('deep-json');
    expect((await bench.leave(groupId)).text).toContain('['.repeat(100_000));
    bench.wasend.faults.next('huge-json');
    const { body, text } = await bench.leave(groupId);
    expect(body).toMatchObject({ success: true });
    expect(text.length).toBeGreaterThan(3_000_000);
  });
});

describe('late deeds', () => {
  const bench = useBench();
  const isIn = () => bench.wasend.world.isMember(sessionId, groupId);

  test.each(['late-504', 'late-cut'] as const)(
    '%s: the answer first, the leave so many seconds after',
    async (kind) => {
      bench.wasend.faults.next(kind, { laterMs: 8_000 });
      await bench.leave(groupId).catch(() => undefined);
      expect([isIn(), bench.wasend.lateDeeds.waiting]).toEqual([true, 1]);
      bench.nowMs += 7_999;
      expect((await bench.get(group)).status).toBe(200);
      bench.nowMs += 1;
      expect((await bench.get(group)).status).toBe(403);
      expect(isIn()).toBe(false);
      expect(bench.wasend.leaveCalls()).toMatchObject([{ did: true }]);
    },
  );

  test('are done at once when asked for, and only once', async () => {
    bench.wasend.faults.next('500', { does: 'later' });
    expect((await bench.leave(groupId)).status).toBe(500);
    expect(bench.wasend.lateDeeds.doNow()).toBe(1);
    expect(isIn()).toBe(false);
    bench.wasend.world.addUs(groupId, sessionId);
    bench.nowMs += 60_000;
    expect([isIn(), bench.wasend.lateDeeds.doNow()]).toEqual([true, 0]);
  });
});

describe('lies about reading', () => {
  const bench = useBench();

  test.each([
    ['404-route', /Cannot GET/],
    ['404-express', /<pre>Cannot GET/],
    ['404-html', /nginx/],
    ['404-bare', /^\{"error":"Not Found"\}$/],
    ['404-gateway', /no Route matched/],
    ['404-group', /Group not found\./],
    ['404-session-or-group', /Session or group not found\./],
    ['404-path-of-session', /"path":"\/session_01k7/],
    ['403-not-member', /You are not a member of this group\./],
    ['403-bare', /"Forbidden"/],
    ['500-not-in-group', /you're not participating in that group/],
    ['500-no-such-group', /that group does not exist/],
    ['429', /Rate limit exceeded/],
    ['429-rate-overlimit', /rate-overlimit/],
  ] as const)('%s comes while the number is still in, as long as ordered', async (kind: FaultKind, text) => {
    bench.wasend.faults.next(kind, { route: 'group', sessionId, times: Infinity });
    for (let read = 0; read < 3; read += 1) expect((await bench.get(group)).text).toMatch(text);
    expect(bench.wasend.world.isMember(sessionId, groupId)).toBe(true);
    expect((await bench.get('/sessions')).status).toBe(200);
    bench.wasend.faults.clear();
    expect((await bench.get(group)).status).toBe(200);
  });

  test('every call can count into the limit, from now on', async () => {
    bench.wasend.limit = { calls: 1, windowMs: 60_000, counts: 'all' };
    expect((await bench.get(group)).status).toBe(200);
    expect((await bench.get(group)).status).toBe(429);
  });
});
