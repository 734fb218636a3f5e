import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { parseAnswer } from '../../src/wasend/parsing/parse-answer.ts';
import { reduceAnswer } from '../../src/wasend/parsing/reduce-answer.ts';
import { apiKey, clientOf, self, sessionId, valueIn } from './a-client.ts';
import type { AnsweringServer } from './answering-server.ts';

let server: AnsweringServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

/** A member in the SDK's full shape: 179 bytes. */
const member = (at: number) => ({
  jid: `4477009${10_000 + at}@s.whatsapp.net`,
  phoneNumber: `4477009${10_000 + at}@s.whatsapp.net`,
  lid: `1000000000${10_000 + at}@lid`,
  displayName: '',
  isAdmin: at === 0,
  isSuperAdmin: at === 0,
  error: 0,
  addRequest: null,
});
const us = { ...member(1), jid: '447700900123@s.whatsapp.net', phoneNumber: '447700900123@s.whatsapp.net' };
const groupsOf = (count: number, members: number) =>
  Array.from({ length: count }, (_, at) => ({
    jid: `1203630000000${10_000 + at}@g.us`,
    name: `G${at}`,
    participants: [us, ...Array.from({ length: members - 1 }, (__, one) => member(one + 2))],
  }));
const bytesOf = (value: unknown) => new Uint8Array(new TextEncoder().encode(JSON.stringify(value)));
const reducing = (body: Uint8Array) => ({
  body,
  contentType: 'application/json',
  kind: 'groups-page' as const,
  self,
  apiKey,
});

describe('an answer that is large', () => {
  test('is reduced to the same facts in another thread', async () => {
    const groups = groupsOf(20, 100);
    const body = bytesOf({ groups, pagination: { hasMore: false, total: 20 } });
    const here = reduceAnswer(reducing(body.slice()));
    const there = await parseAnswer(reducing(body));
    expect(there).toEqual(here);
    expect(there.value?.groups).toHaveLength(20);
    expect(there.value?.groups[0]?.membership).toEqual({ kind: 'in', as: '447700900123' });
    // The body was handed over, not copied.
    expect(body.byteLength).toBe(0);
  });

  test.each<[string, boolean, unknown]>([
    ['1,500 small rows in 68 KiB', true, groupsOf(1_500, 0).map(({ jid: id }) => ({ id, name: 'A' }))],
    ['a page of a hundred groups', false, groupsOf(100, 2)],
  ])('%s: in another thread is %s', async (_, isElsewhere, groups) => {
    const body = bytesOf(groups);
    await parseAnswer(reducing(body));
    expect(body.byteLength === 0).toBe(isElsewhere);
  });

  test('several at once do not get mixed up', async () => {
    const sizes = [4_000, 1_000, 3_000, 2_000];
    const read = await Promise.all(sizes.map((size) => parseAnswer(reducing(bytesOf(groupsOf(size, 1))))));
    expect(read.map(({ value }) => value?.received)).toEqual(sizes);
  });

  test('that is torn or too deep is unreadable there too', async () => {
    const torn = bytesOf(groupsOf(20, 100)).slice(0, -1);
    expect((await parseAnswer(reducing(torn))).answer.form).toBe('unreadable');
    const deep = new Uint8Array(new TextEncoder().encode('['.repeat(200_000) + ']'.repeat(200_000)));
    expect((await parseAnswer(reducing(deep))).answer.form).toBe('unreadable');
  });

  test('100 groups of 100 members are read, members and all', async () => {
    const body = JSON.stringify(groupsOf(100, 100));
    expect(body.length).toBeGreaterThan(1024 * 1024);
    let page = 0;
    const made = await clientOf(
      (_, response) => {
        page += 1;
        response.writeHead(200, { 'content-type': 'application/json' }).end(page === 1 ? body : '[]');
      },
      { leaveMs: 10_000, readMs: 10_000 },
    );
    server = made.server;
    const list = valueIn(await made.client.groups(sessionId, self, { members: true }));
    expect(list).toMatchObject({ whole: true, unreadable: 0 });
    expect(list.groups).toHaveLength(100);
    expect(new Set(list.foundAs.values())).toEqual(new Set(['447700900123']));
    expect(list.groups.every(({ standing }) => standing === 'member')).toBe(true);
  });

  test('the thread that waits for it parses none of it', async () => {
    const parse = jest.spyOn(JSON, 'parse');
    const small = bytesOf(groupsOf(1, 2));
    await parseAnswer(reducing(small));
    expect(parse).toHaveBeenCalledTimes(1);
    await parseAnswer(reducing(bytesOf(groupsOf(100, 200))));
    expect(parse).toHaveBeenCalledTimes(1);
  });
});
