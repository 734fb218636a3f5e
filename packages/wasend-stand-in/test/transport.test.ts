import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { startWasendStandIn } from '../src/wasend-stand-in.ts';
import { groupId, key, leavePath, sessionId, useBench } from './bench.ts';

/** What fetch throws, with the cause it gives. */
async function failureOf(promise: Promise<unknown>): Promise<{ name: string; cause: string | null }> {
  try {
    await promise;
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string; message?: string } };
    return { name, cause: cause?.code ?? cause?.message ?? null };
  }
  throw new Error('Nothing failed');
}

describe('the transport', () => {
  const bench = useBench();
  const isIn = () => bench.wasend.world.isMember(sessionId, groupId);
  const onlyCall = () => {
    expect(bench.wasend.leaveCalls()).toHaveLength(1);
    return bench.wasend.leaveCalls()[0];
  };

  test.each([
    ['cut', false],
    ['done-but-cut', true],
  ] as const)('%s closes the socket without an answer', async (kind, did) => {
    bench.wasend.faults.next(kind);
    expect(await failureOf(bench.leave(groupId))).toEqual({ name: 'TypeError', cause: 'UND_ERR_SOCKET' });
    expect(onlyCall()).toMatchObject({ did, status: null, endedAt: bench.nowMs });
    expect(isIn()).toBe(!did);
  });

  test('cut-mid-body answers 200 and closes the socket in the middle of the body, the work done', async () => {
    bench.wasend.faults.next('cut-mid-body');
    const response = await fetch(bench.wasend.url + leavePath(groupId), {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
    });
    expect(response.status).toBe(200);
    expect(await failureOf(response.text())).toMatchObject({ name: 'TypeError' });
    expect(onlyCall()).toMatchObject({ did: true, status: 200 });
  });

  test.each([
    ['hang', false],
    ['done-but-timed-out', true],
  ] as const)('%s lets the caller wait until it gives up', async (kind, did) => {
    bench.wasend.faults.next(kind, { route: 'leave' });
    const giveUp = new AbortController();
    const asked = failureOf(bench.leave(groupId, { signal: giveUp.signal }));
    // A read that is answered shows that the leave before it has arrived.
    while (bench.wasend.leaveCalls().length === 0) await bench.get('/account');
    expect(onlyCall()).toMatchObject({ endedAt: null });
    giveUp.abort();
    expect(await asked).toMatchObject({ name: 'AbortError' });
    expect(onlyCall()).toMatchObject({ did, status: null });
    expect(isIn()).toBe(!did);
  });

  test('a caller that gives up ends its call in the journal', async () => {
    bench.wasend.faults.next('hang', { route: 'leave' });
    const giveUp = new AbortController();
    const asked = failureOf(bench.leave(groupId, { signal: giveUp.signal }));
    while (bench.wasend.leaveCalls().length === 0) await bench.get('/account');
    bench.nowMs += 90_000;
    giveUp.abort();
    await asked;
    while (onlyCall()?.endedAt === null) await bench.get('/account');
    expect(onlyCall()?.endedAt).toBe(bench.nowMs);
  });

  test('slow waits at the gate, and then nothing is wrong', async () => {
    bench.wasend.faults.next('slow');
    const { slow } = bench.wasend.gate;
    const asked = bench.leave(groupId);
    await slow.whenWaiting(1);
    expect(isIn()).toBe(true);
    slow.release();
    expect(await asked).toMatchObject({ status: 200, body: { success: true } });
    expect(isIn()).toBe(false);
  });

  test('huge answers more than a mebibyte of valid JSON, the work done', async () => {
    bench.wasend.faults.next('huge');
    const reply = await bench.leave(groupId);
    expect(reply.text.length).toBeGreaterThan(1_048_576);
    expect(reply.body).toMatchObject({ success: true });
    expect(onlyCall()).toMatchObject({ did: true });
  });

  test('redirect keeps method and headers for whoever follows', async () => {
    bench.wasend.faults.next('redirect');
    const reply = await bench.leave(groupId);
    expect(reply.status).toBe(307);
    expect(reply.headers.get('location')).toBe(`/redirected${leavePath(groupId)}`);
    expect(bench.wasend.problems).toEqual([]);
  });

  test.each(['cut', 'cut-mid-body'] as const)('%s happens to reads as well', async (kind) => {
    bench.wasend.faults.next(kind, { route: 'groups' });
    expect(await failureOf(bench.get(`/${sessionId}/groups`))).toMatchObject({ name: 'TypeError' });
    expect((await bench.get(`/${sessionId}/groups`)).status).toBe(200);
  });
});

describe('close', () => {
  test('ends callers that hang, wait at a gate or are kept alive, and may be called twice', async () => {
    const wasend = await startWasendStandIn();
    const headers = { authorization: `Bearer ${key}` };
    await (await fetch(`${wasend.url}/account`, { headers })).text();
    wasend.faults.next('hang', { route: 'leave' });
    const held = wasend.gate.hold('groups');
    const hanging = failureOf(fetch(wasend.url + leavePath(groupId), { method: 'POST', headers }));
    const waiting = failureOf(fetch(`${wasend.url}/${sessionId}/groups`, { headers }));
    await held.whenWaiting(1);
    while (wasend.leaveCalls().length === 0) await (await fetch(`${wasend.url}/account`, { headers })).text();
    await wasend.close();
    await wasend.close();
    expect((await hanging).cause).toBe('UND_ERR_SOCKET');
    expect((await waiting).cause).toBe('UND_ERR_SOCKET');
    expect((await failureOf(fetch(`${wasend.url}/account`, { headers }))).cause).toBe('ECONNREFUSED');
  });

  test('leaves nothing behind that would keep a process alive', async () => {
    const file = new URL('../src/wasend-stand-in.ts', import.meta.url);
    const program = `
      import { startWasendStandIn } from ${JSON.stringify(file.href)};
      const wasend = await startWasendStandIn();
      wasend.faults.next('hang', { route: 'leave' });
      const held = wasend.gate.hold('groups');
      const call = (method, path) =>
        fetch(wasend.url + path, { method, headers: { authorization: 'Bearer ${key}' } }).catch(() => 'ended');
      const ends = [call('POST', '${leavePath(groupId)}'), call('GET', '/${sessionId}/groups')];
      await held.whenWaiting(1);
      while (wasend.leaveCalls().length === 0) await (await call('GET', '/account')).text();
      await wasend.close();
      console.log((await Promise.all(ends)).join());`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      timeout: 10_000,
    });
    expect(stdout).toBe('ended,ended\n');
  });
});
