import { describe, expect, test } from '@jest/globals';
import { type FaultKind, faultPlans } from '../src/faults/fault-plans.ts';
import { fixture, groupId, sessionId, useBench } from './bench.ts';

const sameAsFixture: Partial<Record<FaultKind, string>> = {
  '401': 'errors/documented/401-invalid-api-key',
  '403-owner': 'errors/documented/403-group-owner',
  '403-locked': 'errors/documented/403-locked',
  '404-session': 'errors/documented/404-session-not-found',
  '404-group': 'errors/documented/404-group-not-found',
  '429': 'errors/documented/429-no-headers',
  '429-body': 'errors/documented/429-body-retry-after',
  '429-throttler': 'errors/waha/429-nest-throttler',
  '500': 'errors/documented/500-internal',
  '401-waha': 'errors/waha/401-unauthorized',
  '404-session-waha': 'errors/waha/404-session-get',
  '422-starting': 'errors/waha/422-session-starting',
  '500-not-in-group': 'errors/waha/500-gows-not-in-group',
  '500-not-acceptable': 'errors/waha/500-gows-not-acceptable',
  '500-rate-overlimit': 'errors/waha/500-gows-rate-overlimit',
  '500-iq-timeout': 'errors/waha/500-gows-iq-timeout',
  '500-disconnected': 'errors/waha/500-gows-disconnected',
  '500-bad-jid': 'errors/waha/500-gows-bad-jid',
  '500-unavailable': 'errors/waha/500-gows-unavailable',
  '402': 'errors/edge/402-plan',
  '409': 'errors/edge/409-conflict',
  'error-object': 'errors/edge/400-error-object',
  '502-html': 'errors/edge/502-html',
  '503-html': 'errors/edge/503-html',
  '504-html': 'errors/edge/504-html',
  '200-html': 'leave/fail.200-html',
  '200-false': 'leave/fail.200-no-message',
  '200-false-owner': 'leave/fail.200-owner',
  'ok-201': 'leave/ok.201',
  'ok-error-null': 'leave/ok.with-error-null',
  'empty-201': 'leave/ok.empty',
  null: 'leave/ok.null',
  text: 'leave/ok.text',
  'done-but-500': 'errors/documented/500-internal',
  'done-but-504': 'errors/edge/504-html',
};

describe('faults', () => {
  const bench = useBench();

  test.each(Object.entries(sameAsFixture))('%s is answered as in %s', async (kind, name) => {
    bench.wasend.faults.next(kind as FaultKind, { route: 'leave' });
    const reply = await bench.leave(groupId);
    const { status, headers, body } = fixture(name);
    expect(reply.status).toBe(status);
    if (typeof body === 'string') expect(reply.text).toBe(body);
    else expect(reply.body).toEqual(body);
    for (const [header, value] of Object.entries(headers)) expect(reply.headers.get(header)).toBe(value);
  });

  test.each([
    ['500-rate-overlimit-noweb', 'errors/waha/500-noweb-rate-overlimit'],
    ['500-webjs', 'errors/waha/500-webjs-typeerror'],
  ] as const)('%s holds the exception and version of %s', async (kind, name) => {
    bench.wasend.faults.next(kind);
    const { exception, version } = fixture(name).body as Record<string, unknown>;
    const reply = await bench.get(`/${sessionId}/groups?exclude=participants`);
    expect(reply).toMatchObject({ status: 500, body: { exception, version } });
    expect(reply.body).toMatchObject({ request: { query: { exclude: 'participants' } } });
  });

  test('404-route is Nest’s answer to the very path asked for', async () => {
    bench.wasend.faults.next('404-route');
    const path = `/${sessionId}/groups/${groupId}/leave`;
    const { status, body } = fixture('errors/waha/404-route');
    const reply = await bench.call('POST', path);
    expect(reply).toMatchObject({ status, body: { ...(body as object), message: `Cannot POST ${path}` } });
  });

  test('each 429 tells its wait in its own way', async () => {
    const { faults } = bench.wasend;
    const afterSeconds = (text: string | null) => (Date.parse(text ?? '') - bench.nowMs) / 1000;
    for (const kind of ['429-retry-after', '429-date', '429-epoch', '429'] as const) faults.next(kind);
    expect((await bench.leave(groupId)).headers.get('retry-after')).toBe('60');
    const byDate = afterSeconds((await bench.leave(groupId)).headers.get('retry-after'));
    expect(byDate).toBeGreaterThanOrEqual(60);
    expect(byDate).toBeLessThan(61);
    const epoch = await bench.leave(groupId);
    const expected = fixture('errors/documented/429-x-ratelimit-epoch');
    expect(epoch).toMatchObject({ status: expected.status, body: expected.body });
    expect(epoch.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(Number(epoch.headers.get('x-ratelimit-reset'))).toBe(Math.ceil(bench.nowMs / 1000 + 60));
    expect((await bench.leave(groupId)).headers.get('retry-after')).toBeNull();
  });

  test('only those that say so do the work', async () => {
    const did: string[] = [];
    const answering = Object.entries(faultPlans).filter(([, plan]) => plan.ends === 'answered');
    for (const [kind] of answering) {
      bench.nowMs += 60_000;
      bench.wasend.world.addUs(groupId, sessionId);
      bench.wasend.faults.next(kind as FaultKind);
      await bench.leave(groupId);
      if (!bench.wasend.world.isMember(sessionId, groupId)) did.push(kind);
      expect(bench.wasend.leaveCalls().at(-1)).toMatchObject({ fault: kind, did: did.at(-1) === kind });
    }
    expect(did.toSorted()).toEqual(
      ['done-but-500', 'done-but-504', 'empty-201', 'null', 'ok-201', 'ok-error-null', 'text'].toSorted(),
    );
  });

  test('ok-but-not-done cannot be told from a success', async () => {
    bench.wasend.faults.next('ok-but-not-done');
    expect(await bench.leave(groupId)).toMatchObject({ status: 200, body: fixture('leave/ok.docs').body });
    expect(bench.wasend.world.isMember(sessionId, groupId)).toBe(true);
  });
});

describe('which calls a fault meets', () => {
  const bench = useBench();
  const other = '120363025254044837@g.us';

  test('the next ones of its route and group, as many as asked for', async () => {
    const { faults } = bench.wasend;
    faults.next('500', { route: 'leave', groupId, times: 2 });
    expect((await bench.get(`/${sessionId}/groups`)).status).toBe(200);
    expect((await bench.leave(other)).status).toBe(200);
    const statuses = [await bench.leave(groupId), await bench.leave(groupId), await bench.leave(groupId)];
    expect(statuses.map(({ status }) => status)).toEqual([500, 500, 200]);
  });

  test('those in the queue come first, in their order', async () => {
    const { faults } = bench.wasend;
    faults.always('409', 1, { route: 'account', random: () => 0 });
    faults.next('500');
    faults.next('402');
    const statuses = [await bench.get('/account'), await bench.get('/account'), await bench.get('/account')];
    expect(statuses.map(({ status }) => status)).toEqual([500, 402, 409]);
  });

  test('a share of them, as chance has it, until cleared', async () => {
    const chances = [0.1, 0.3, 0.29, 0.9];
    bench.wasend.faults.always('500', 0.3, { route: 'account', random: () => chances.shift() ?? 0 });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await bench.get('/account')).status);
    expect(statuses).toEqual([500, 200, 500, 200]);
    bench.wasend.faults.clear();
    expect((await bench.get('/account')).status).toBe(200);
  });
});
