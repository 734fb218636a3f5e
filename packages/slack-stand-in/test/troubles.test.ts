import { describe, expect, test } from '@jest/globals';
import { eventually } from './eventually.ts';
import { useBench } from './stand-in-bench.ts';

describe('troubles to order', () => {
  const bench = useBench();
  const post = (channel = 'C0TEAM') => bench.call('chat.postMessage', { channel, text: 'hello' });
  const said = () => bench.slack.world.messagesIn('C0TEAM').map(({ text }) => text);

  test('a failure happens as often as asked and leaves nothing behind', async () => {
    bench.slack.knobs.failNext('chat.postMessage', { error: 'fatal_error', times: 2 });
    expect([await post(), await post(), await post()].map(({ ok }) => ok)).toEqual([false, false, true]);
    expect(said()).toEqual(['hello']);
  });

  test('a failure may have a status and say when to come back', async () => {
    bench.slack.knobs.failNext('auth.test', { retryAfterSeconds: 7 });
    const limited = await fetch(`${bench.slack.apiUrl}auth.test`, { method: 'POST' });
    expect(limited.status).toBe(429);
    expect(limited.headers.get('retry-after')).toBe('7');
    expect(await limited.json()).toEqual({ ok: false, error: 'ratelimited' });
    bench.slack.knobs.failNext('auth.test', { status: 503, error: 'service_unavailable' });
    expect((await fetch(`${bench.slack.apiUrl}auth.test`, { method: 'POST' })).status).toBe(503);
  });

  test('a connection cut after the work leaves the message there and the app without an answer', async () => {
    bench.slack.knobs.cutAfterDoing('chat.postMessage');
    await expect(post()).rejects.toThrow('fetch failed');
    expect(said()).toEqual(['hello']);
    expect(bench.slack.journal[0]).toMatchObject({ status: 0, answer: null });
  });

  test('a call left hanging is not done, and ends when the stand-in closes', async () => {
    bench.slack.knobs.hang('chat.postMessage');
    const hanging = post().catch(() => 'no answer');
    expect(await post()).toMatchObject({ ok: true });
    expect(said()).toEqual(['hello']);
    await bench.slack.close();
    expect(await hanging).toBe('no answer');
  });

  test('a slow method does its work at once and keeps the answer back', async () => {
    bench.slack.knobs.slow('chat.postMessage', 60_000);
    const waiting = post().catch(() => 'no answer');
    expect(await bench.call('auth.test', {})).toMatchObject({ ok: true });
    expect(said()).toEqual(['hello']);
    await bench.slack.close();
    expect(await waiting).toBe('no answer');
  });

  test('rate limits are off until they are turned on', async () => {
    expect([await post(), await post()].map(({ ok }) => ok)).toEqual([true, true]);
  });

  test('with rate limits, a channel takes one message a second and other channels are free', async () => {
    bench.slack.knobs.rateLimits(true);
    expect(await post()).toMatchObject({ ok: true });
    expect(await post()).toEqual({ ok: false, error: 'ratelimited' });
    expect(await post('C0AUDIT')).toMatchObject({ ok: true });
    bench.nowMs += 1000;
    expect(await post()).toMatchObject({ ok: true });
  });

  test('with rate limits, a tier 2 method takes 20 calls a minute', async () => {
    bench.slack.knobs.rateLimits(true);
    const list = () => bench.call('usergroups.list', {});
    for (let count = 0; count < 20; count += 1) expect(await list()).toMatchObject({ ok: true });
    expect(await list()).toMatchObject({ error: 'ratelimited' });
    bench.nowMs += 60_000;
    expect(await list()).toMatchObject({ ok: true });
  });

  test('closing ends what the app was sent and has not answered', async () => {
    bench.app.answer = () => 'never';
    const command = bench.slack.typeCommand({ user: 'U0MEMBER', channel: 'C0TEAM' });
    await eventually(() => bench.app.received.length === 1);
    await bench.slack.close();
    expect(await command).toMatchObject({ status: 0, timedOut: false, connectionFailure: 'ABORT_ERR' });
  });

  test('closing twice is closing once', async () => {
    await bench.slack.close();
    await expect(bench.slack.close()).resolves.toBeUndefined();
  });
});
