import { connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { errorCodesOf } from '../src/web-api/error-codes.ts';
import { useBench } from './stand-in-bench.ts';

const bearer = { authorization: 'Bearer xoxb-stand-in-1' };

describe('how a Web API call may come', () => {
  const bench = useBench();
  const call = async (method: string, init: RequestInit, query = '') =>
    (await fetch(`${bench.slack.apiUrl}${method}${query}`, init)).json();
  const multipart = () => {
    const form = new FormData();
    form.set('channel', 'C0TEAM');
    form.set('text', 'hello');
    form.set('blocks', '[{"type":"divider"}]');
    form.set('file', new Blob(['abc']), 'a.txt');
    return form;
  };

  test.each<[string, RequestInit, string]>([
    [
      'JSON with an empty body',
      { method: 'POST', headers: { ...bearer, 'content-type': 'application/json;charset=utf-8' } },
      '',
    ],
    ['GET with the token in the query', {}, '?token=xoxb-stand-in-1'],
    ['POST with the token in the query', { method: 'POST' }, '?token=xoxb-stand-in-1'],
    ['POST without a body', { method: 'POST', headers: bearer }, ''],
  ])('%s', async (_, init, query) => {
    expect(await call('auth.test', init, query)).toMatchObject({ ok: true, team_id: 'T0AGENCY' });
  });

  test.each<[string, () => RequestInit, string]>([
    ['multipart', () => ({ method: 'POST', headers: bearer, body: multipart() }), ''],
    ['the query', () => ({ method: 'POST', headers: bearer }), '?channel=C0TEAM&text=hello'],
    ['GET', () => ({ headers: bearer }), '?channel=C0TEAM&text=hello'],
  ])('a message by %s', async (_, init, query) => {
    expect(await call('chat.postMessage', init(), query)).toMatchObject({ ok: true });
    expect(bench.slack.world.messagesIn('C0TEAM')).toMatchObject([{ text: 'hello' }]);
  });

  test("what cannot be read is refused in Slack's words", async () => {
    const post = (type: string, body: string) =>
      call('auth.test', { method: 'POST', headers: { ...bearer, 'content-type': type }, body });
    expect(await post('application/json', '[')).toMatchObject({ error: 'invalid_json' });
    expect(await post('multipart/form-data; boundary=x', 'nonsense')).toMatchObject({
      error: 'invalid_form_data',
    });
    expect(await post('text/xml', '<a/>')).toMatchObject({ error: 'invalid_post_type' });
    expect(await call('auth.test', { method: 'PUT', headers: bearer })).toMatchObject({
      error: 'invalid_post_type',
    });
    expect(
      await call('functions.completeSuccess', {
        method: 'POST',
        headers: bearer,
        body: new URLSearchParams({ function_execution_id: 'Fx1', outputs: '{' }),
      }),
    ).toMatchObject({ error: 'invalid_arguments' });
  });

  test('a target or a body that makes no sense ends nothing', async () => {
    const { port } = new URL(bench.slack.url);
    for (const target of [
      '//x:99999999/',
      'http://[',
      '/api/%',
      '/response/%ff',
      '/oauth/v2/authorize?scope=%',
      '*',
      '/_stand-in/%',
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1');
        socket.on('error', () => undefined);
        socket.on('data', () => socket.end());
        socket.once('close', () => resolve());
        socket.write(`POST ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nConnection: close\r\n\r\n{`);
      });
    }
    expect(await bench.call('auth.test', {})).toMatchObject({ ok: true });
  });
});

describe('every error of the reference', () => {
  const bench = useBench();

  test.each(['chat.postMessage', 'chat.update', 'chat.postEphemeral', 'views.open', 'users.info'])(
    '%s answers each of its codes, once or for ever, and then works again',
    async (method) => {
      const codes = errorCodesOf(method);
      expect(codes.length).toBeGreaterThan(30);
      for (const error of codes) {
        bench.slack.knobs.failNext(method, { error });
        expect(await bench.call(method, {})).toMatchObject({ ok: false, error });
      }
      bench.slack.knobs.failAlways(method, { error: 'missing_scope', more: { needed: 'a', provided: 'b' } });
      for (const _ of [1, 2]) {
        expect(await bench.call(method, {})).toEqual({
          ok: false,
          error: 'missing_scope',
          needed: 'a',
          provided: 'b',
        });
      }
      bench.slack.knobs.heal(method);
      expect(await bench.call(method, {})).toMatchObject({ error: 'invalid_arguments' });
    },
  );

  test('a rate limit comes as 429 with Retry-After, an outage as 503, the rest as 200', async () => {
    const head = async (error: string) => {
      bench.slack.knobs.failNext('auth.test', { error });
      const { status, headers } = await fetch(`${bench.slack.apiUrl}auth.test`, { headers: bearer });
      return [status, headers.get('retry-after')];
    };
    expect(await head('ratelimited')).toEqual([429, '1']);
    expect(await head('service_unavailable')).toEqual([503, null]);
    expect(await head('fatal_error')).toEqual([200, null]);
  });

  test('all methods at once, until they are healed', async () => {
    bench.slack.knobs.failAlways('*', { error: 'account_inactive' });
    expect(await bench.call('auth.test', {})).toMatchObject({ error: 'account_inactive' });
    expect(await bench.call('chat.postMessage', {})).toMatchObject({ error: 'account_inactive' });
    bench.slack.knobs.heal('*');
    expect(await bench.call('auth.test', {})).toMatchObject({ ok: true });
  });
});
