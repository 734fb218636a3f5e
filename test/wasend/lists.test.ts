import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { GroupsRead } from '../../src/leaving/ports/wasend.ts';
import type { KeyClient } from '../../src/wasend/client.ts';
import { clientOf, json, self, sessionId, valueIn } from './a-client.ts';
import type { AnsweringServer, SeenRequest } from './answering-server.ts';

let server: AnsweringServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function aClient(answer: (request: SeenRequest, response: ServerResponse) => void): Promise<KeyClient> {
  await server?.close();
  const made = await clientOf(answer, { leaveMs: 10_000, readMs: 10_000 });
  server = made.server;
  return made.client;
}

const idOf = (index: number) => `1203630000000${10_000 + index}@g.us`;
const row = (index: number): Record<string, unknown> => ({ jid: idOf(index), name: `G${index}` });
const rows = (from: number, until: number) => Array.from({ length: until - from }, (_, at) => row(from + at));
const query = (request: SeenRequest | undefined) =>
  new URL(request?.url ?? '', 'http://localhost').searchParams;
const offsetOf = (request: SeenRequest) => Number(query(request).get('offset'));
const limitOf = (request: SeenRequest) => Number(query(request).get('limit'));

/** What a server is asked, and what it answers, as people who write servers do it. */
const listed = async (
  answer: (asked: { offset: number; limit: number; number: number }) => unknown,
): Promise<GroupsRead & { readonly calls: number }> => {
  let number = 0;
  const client = await aClient((request, response) => {
    number += 1;
    json(response, answer({ offset: offsetOf(request), limit: limitOf(request), number }));
  });
  return { ...valueIn(await client.groups(sessionId, self, { members: true })), calls: number };
};

describe('a list is read to its end, and whole only by the server’s own word', () => {
  const pageOf = (
    all: readonly unknown[],
    { offset, limit }: { offset: number; limit: number },
    most = limit,
  ) => all.slice(offset, offset + Math.min(most, limit));

  test.each<[string, Parameters<typeof listed>[0], number, boolean, number]>([
    // what the server does · groups · whole · calls
    ['bare arrays, the end an empty page', (asked) => pageOf(rows(0, 250), asked), 250, true, 4],
    ['exactly one page, then an empty one', (asked) => pageOf(rows(0, 100), asked), 100, true, 2],
    ['a page capped below what was asked', (asked) => pageOf(rows(0, 1_000), asked, 50), 1_000, true, 21],
    ['the same short page again', () => rows(0, 25), 25, true, 2],
    [
      'a third page that repeats the first two',
      ({ offset }) => (offset === 10 ? rows(0, 10) : rows(offset, offset + 5)),
      10,
      false,
      3,
    ],
    [
      'the same short page, one row of it odd now',
      ({ offset }) => (offset === 0 ? rows(0, 5) : [...rows(0, 4), {}]),
      5,
      false,
      2,
    ],
    ['the same full page again: who knows', () => rows(0, 100), 100, false, 2],
    ['more rows than asked for, again and again', () => rows(0, 250), 250, false, 2],
    ['hasMore: false', () => ({ groups: rows(0, 25), pagination: { hasMore: false } }), 25, true, 1],
    [
      'hasMore: true before a short page',
      ({ offset }) => ({
        groups: rows(offset, offset === 0 ? 100 : offset === 100 ? 160 : 200),
        pagination: { hasMore: offset < 160 },
      }),
      200,
      true,
      3,
    ],
    [
      'hasMore: true and nothing more',
      ({ offset }) => ({ groups: offset === 0 ? rows(0, 9) : [], pagination: { hasMore: true } }),
      9,
      false,
      2,
    ],
    [
      'hasMore: true and the same again',
      () => ({ groups: rows(0, 9), pagination: { hasMore: true } }),
      9,
      false,
      2,
    ],
    [
      'fewer than its own total',
      ({ offset }) => ({ groups: offset === 0 ? rows(0, 9) : [], pagination: { total: 10 } }),
      9,
      false,
      2,
    ],
    [
      'hasMore: false beside a larger total',
      () => ({ groups: rows(0, 9), pagination: { hasMore: false, total: 10 } }),
      9,
      false,
      1,
    ],
    [
      'as many as its own total',
      () => ({ groups: rows(0, 9), pagination: { hasMore: false, total: '9' } }),
      9,
      true,
      1,
    ],
    [
      'pages that overlap',
      ({ offset }) => (offset < 150 ? rows(Math.max(0, offset - 3), offset + 97) : []),
      194,
      true,
      3,
    ],
    ['null for none', () => null, 0, true, 1],
    ['groups: null for none', () => ({ groups: null }), 0, true, 1],
    ['data: null for none', () => ({ success: true, data: null }), 0, true, 1],
    ['a map keyed by id', () => ({ [idOf(1)]: { subject: 'A' }, [idOf(2)]: { subject: 'B' } }), 2, true, 2],
    [
      'wrapped twice',
      () => ({ success: true, data: { groups: rows(0, 3), pagination: { hasMore: false } } }),
      3,
      true,
      2,
    ],
  ])('%s', async (_, answer, groups, whole, calls) => {
    const read = await listed(answer);
    expect({ groups: read.groups.length, whole: read.whole, calls: read.calls }).toEqual({
      groups,
      whole,
      calls,
    });
  });

  test.each<[string, unknown, number, number]>([
    ['creation time as a number', { ...row(150), groupCreated: 1_609_459_200 }, 450, 0],
    [
      'every other field of another type',
      {
        ...row(150),
        name: 7,
        isLocked: 'false',
        participants: 'none',
        size: {},
        owner: 3,
        linkedParentJid: [],
      },
      450,
      0,
    ],
    [
      'an id as WEBJS writes it',
      { id: { server: 'g.us', user: idOf(150).split('@')[0], _serialized: idOf(150) } },
      450,
      0,
    ],
    ['no id', { name: 'Nameless' }, 449, 1],
    ['an id that is no group’s', { jid: '447700900123@s.whatsapp.net' }, 449, 1],
    ['null', null, 449, 1],
    ['a text', 'oops', 449, 1],
  ])('one row of 450 odd by %s costs no other', async (_, odd, groups, unreadable) => {
    const all: unknown[] = rows(0, 450);
    all[150] = odd;
    const read = await listed((asked) => pageOf(all, asked));
    expect(read).toMatchObject({ unreadable, whole: unreadable === 0 });
    expect(read.groups).toHaveLength(groups);
  });

  test('a page of which no row can be read ends it, unless the server says that there is more', async () => {
    const dark = Array.from({ length: 100 }, () => ({ name: 'x' }));
    expect(await listed(() => dark)).toMatchObject({ whole: false, unreadable: 100, calls: 1 });
    const read = await listed(({ number }) => ({
      groups: number === 1 ? dark : rows(0, 5),
      pagination: { hasMore: number === 1 },
    }));
    expect(read).toMatchObject({ whole: false, unreadable: 100, calls: 2 });
    expect(read.groups).toHaveLength(5);
  });

  test('a list without end is cut, and not whole', async () => {
    const read = await listed(({ offset, limit }) => rows(offset, offset + limit));
    expect(read).toMatchObject({ whole: false, calls: 100 });
    expect(read.groups).toHaveLength(10_000);
  });

  test('a page of more rows than anybody has is cut, and what is over counts as unread', async () => {
    const read = await listed(({ offset }) => (offset === 0 ? rows(0, 6_000) : []));
    expect(read).toMatchObject({ whole: false, unreadable: 1_000 });
  });

  test('a page that fails fails the list, for half a list is worse than none', async () => {
    const client = await aClient((request, response) =>
      offsetOf(request) === 0 ? json(response, rows(0, 100)) : json(response, { message: 'later' }, 500),
    );
    expect(await client.groups(sessionId, self, { members: true })).toMatchObject({
      kind: 'failed',
      why: 'unreachable',
      said: 'later',
    });
  });
});

describe('what a list is asked with', () => {
  test('members are left out in both spellings, and nothing is said about sorting', async () => {
    const client = await aClient((_, response) => json(response, []));
    await client.groups(sessionId, self, { members: false });
    expect([...query(server?.seen[0])]).toEqual([
      ['limit', '100'],
      ['offset', '0'],
      ['exclude', 'participants'],
      ['exclude[]', 'participants'],
    ]);
  });

  test('with members nothing is left out', async () => {
    const client = await aClient((_, response) => json(response, []));
    await client.groups(sessionId, self, { members: true });
    expect([...query(server?.seen[0])].map(([name]) => name)).toEqual(['limit', 'offset']);
  });

  test('a page over 32 MiB is asked for again as a smaller one, and the size is kept', async () => {
    const filler = 'x'.repeat(600 * 1024);
    const client = await aClient((request, response) => {
      const page = rows(offsetOf(request), Math.min(60, offsetOf(request) + limitOf(request)));
      json(response, page.length > 50 ? page.map((one) => ({ ...one, topic: filler })) : page);
    });
    const read = valueIn(await client.groups(sessionId, self, { members: true }));
    expect(read).toMatchObject({ whole: true });
    expect(read.groups).toHaveLength(60);
    expect(server?.seen.map(limitOf)).toEqual([100, 50, 50, 50]);
  });

  test('rows too long for the smallest page are not read', async () => {
    const client = await aClient(
      (_, response) => void response.writeHead(200).end(Buffer.alloc(33 * 1024 * 1024, ' ')),
    );
    expect(await client.groups(sessionId, self, { members: true })).toMatchObject({ why: 'unreadable' });
    expect(server?.seen.map(limitOf)).toEqual([100, 50, 25, 10]);
  });
});

describe('what a list tells of us', () => {
  const member = (number: string) => ({ jid: `${number}@s.whatsapp.net` });
  const others = [member('447700900999'), member('447700900998')];
  const ours = member('447700900123');

  test('we are no member of a group only if we were seen under that kind of name in another', async () => {
    const missing = { ...row(1), participants: others };
    const alone = valueIn(
      await (
        await aClient((_, response) => json(response, { groups: [missing], pagination: { hasMore: false } }))
      ).groups(sessionId, self, { members: true }),
    );
    expect(alone.groups[0]).toMatchObject({ standing: 'not-known', onlyAdmin: null });
    const beside = await listed(() => ({
      groups: [missing, { ...row(2), participants: [...others, ours] }],
      pagination: { hasMore: false },
    }));
    expect(beside.groups.map(({ standing }) => standing)).toEqual(['not-a-member', 'member']);
    expect([...beside.foundAs]).toEqual([[idOf(2), '447700900123']]);
  });

  test('not when we were seen by LID and it shows numbers alone', async () => {
    const read = await listed(() => ({
      groups: [
        { ...row(1), participants: others },
        { ...row(2), participants: [{ jid: '100000000000017@lid' }, { jid: '100000000000018@lid' }] },
      ],
      pagination: { hasMore: false },
    }));
    expect(read.groups.map(({ standing }) => standing)).toEqual(['not-known', 'member']);
    expect([...read.foundAs.values()]).toEqual(['100000000000017@lid']);
  });
});
