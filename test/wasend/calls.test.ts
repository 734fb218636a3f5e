import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Clock } from '../../src/clock.ts';
import { systemClock } from '../../src/clock.ts';
import type { Exchanged, HttpAnswer } from '../../src/http/exchange.ts';
import { GroupId, SessionId } from '../../src/leaving/ids.ts';
import { createWasendClient } from '../../src/wasend/client.ts';
import { createReadGate } from '../../src/wasend/read-gate.ts';

const sessionId = SessionId.parse('my session');
const groupId = GroupId.parse('1203@g.us');
const nobody = { phoneNumber: null, lid: null };
const mebibyte = 1024 * 1024;

let asked: string[];
let most: number[];
let timeouts: number[];
let answer: (url: string, signal: AbortSignal | undefined) => Exchanged | Promise<Exchanged>;
beforeEach(() => {
  asked = [];
  most = [];
  timeouts = [];
  answer = () => json({});
});

/** The clock of the machine, whose timers are noted; those that are due at once come at once. */
const clock: Clock = {
  ...systemClock,
  now: () => systemClock.now(),
  after(ms, callback) {
    timeouts.push(ms);
    return systemClock.after(ms, callback);
  },
};
function client(timings?: { readonly leaveMs: number; readonly readMs: number }) {
  return createWasendClient({
    baseUrl: 'https://wasend.test/v1//',
    apiKey: 'wk_1',
    exchange: async ({ method, url, mostBytes, signal }) => {
      asked.push(`${method} ${url}`);
      most.push(mostBytes);
      return answer(url, signal);
    },
    clock,
    gate: createReadGate({ now: () => 0 }),
    ...(timings === undefined ? {} : { timeouts: timings }),
  });
}
function json(value: unknown, changes: Partial<HttpAnswer> = {}): HttpAnswer {
  return {
    kind: 'answer',
    status: 200,
    statusText: '',
    headers: new Headers({ 'content-type': 'application/json' }),
    body: new TextEncoder().encode(JSON.stringify(value)),
    extent: 'whole',
    ...changes,
  };
}
const cut = (extent: 'torn' | 'too-long', status = 200) =>
  json({}, { extent, status, body: new Uint8Array() });
const aborted = (signal: AbortSignal | undefined) =>
  new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));

describe('what is asked of Wasend', () => {
  const base = 'https://wasend.test/v1';
  const group = '/my%20session/groups/1203%40g.us';
  test.each<[string, (of: ReturnType<typeof client>) => Promise<unknown>, string[], number, number]>([
    ['leave', (of) => of.leave(sessionId, groupId), [`POST ${base}${group}/leave`], 90_000, 1],
    ['sessions', (of) => of.sessions(), [`GET ${base}/sessions`], 30_000, 1],
    ['session', (of) => of.session(sessionId), [`GET ${base}/sessions/my%20session`], 30_000, 1],
    ['group', (of) => of.group(sessionId, groupId, nobody), [`GET ${base}${group}`], 30_000, 1],
    ['groupCount', (of) => of.groupCount(sessionId), [`GET ${base}/my%20session/groups/count`], 30_000, 1],
    [
      'joinInfo',
      (of) => of.joinInfo(sessionId, 'a b'),
      [`GET ${base}/my%20session/groups/join-info?code=a+b`],
      30_000,
      1,
    ],
    [
      'groups with members',
      (of) => of.groups(sessionId, nobody, { members: true }),
      [`GET ${base}/my%20session/groups?limit=100&offset=0`],
      30_000,
      32,
    ],
    [
      'groups without members, for looks',
      (of) => of.forLooks().groups(sessionId, nobody, { members: false }),
      [`GET ${base}/my%20session/groups?limit=100&offset=0&exclude=participants&exclude%5B%5D=participants`],
      30_000,
      32,
    ],
  ])('%s', async (_, ask, urls, timeoutMs, mebibytes) => {
    answer = () => json({ id: groupId, groups: [], data: [] });
    await ask(client());
    expect(asked).toEqual(urls);
    expect(timeouts).toEqual([timeoutMs]);
    expect(most).toEqual([mebibytes * mebibyte]);
  });

  test('the other address of a group ends in /info', async () => {
    answer = (url) => (url.endsWith('/info') ? json({ id: groupId }) : json({}, { status: 404 }));
    expect(await client().group(sessionId, groupId, nobody)).toMatchObject({
      kind: 'ok',
      value: { path: 'group-info' },
    });
    expect(asked.at(-1)).toBe(`GET ${base}${group}/info`);
  });
});

describe('what does not come', () => {
  const failed = (isBegun: boolean): Exchanged => ({
    kind: 'failed',
    error: Object.assign(new Error('no way'), { code: 'ECONNREFUSED', syscall: 'connect' }),
    isBegun,
  });

  test('in time is told as such, each by its own time', async () => {
    answer = async (_, signal) => {
      await aborted(signal);
      return failed(false);
    };
    const of = client({ leaveMs: 2, readMs: 1 });
    expect(await of.leave(sessionId, groupId)).toEqual({ class: 'unknown', status: null, said: null });
    expect(await of.sessions()).toMatchObject({ why: 'timed-out', status: null });
    expect(timeouts).toEqual([2, 1]);
  });

  test('whole in time is told as such too, and what came whole at the last moment is an answer', async () => {
    const of = client({ leaveMs: 1, readMs: 1 });
    answer = async (_, signal) => {
      await aborted(signal);
      return cut('torn');
    };
    expect(await of.sessions()).toMatchObject({ why: 'timed-out', status: null });
    answer = async (_, signal) => {
      await aborted(signal);
      return json({});
    };
    expect(await of.leave(sessionId, groupId)).toMatchObject({ class: 'accepted', status: 200 });
  });

  test('is not sent only when nothing has gone out', async () => {
    answer = () => failed(false);
    expect(await client().leave(sessionId, groupId)).toMatchObject({
      class: 'not-sent',
      fault: 'ECONNREFUSED',
    });
    answer = () => failed(true);
    expect(await client().leave(sessionId, groupId)).toEqual({ class: 'unknown', status: null, said: null });
  });

  test('whole is an answer that tells nothing', async () => {
    answer = () => cut('torn');
    expect(await client().sessions()).toMatchObject({ why: 'unreadable', status: 200 });
  });
});

describe('what is too long', () => {
  test('tells nothing but that it came', async () => {
    answer = () => cut('too-long');
    expect(await client().leave(sessionId, groupId)).toMatchObject({ class: 'unknown', status: 200 });
    expect(await client().sessions()).toMatchObject({ why: 'unreadable', status: 200 });
  });

  test('a refusal that is too long is a refusal, and no page is asked for again for it', async () => {
    answer = () => cut('too-long', 403);
    expect(await client().groups(sessionId, nobody, { members: true })).toMatchObject({
      why: 'refused',
      status: 403,
    });
    expect(asked).toHaveLength(1);
  });
});

test.each([300, 302, 399])('a %d is an answer without a body, and followed by nobody', async (status) => {
  const headers = new Headers({ location: 'https://elsewhere.test/' });
  answer = () => json({}, { status, headers, body: new Uint8Array() });
  expect(await client().leave(sessionId, groupId)).toEqual({ class: 'unknown', status, said: null });
  expect(asked).toHaveLength(1);
});

test.each(['wk_\nx', 'wk_\u0100'])('a key that fits no header (%j) is never sent', async (apiKey) => {
  const of = createWasendClient({
    baseUrl: 'https://wasend.test',
    apiKey,
    exchange: async ({ url }) => {
      asked.push(url);
      return json({});
    },
    clock,
    gate: createReadGate({ now: () => 0 }),
  });
  expect(await of.leave(sessionId, groupId)).toMatchObject({
    class: 'not-sent',
    fault: 'ERR_KEY_NOT_SENDABLE',
  });
  expect([timeouts, asked]).toEqual([[], []]);
});
