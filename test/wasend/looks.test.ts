import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { judgeLook } from '../../src/leaving/advance/look.ts';
import type { Self } from '../../src/leaving/ports/wasend.ts';
import type { SeenBefore } from '../../src/leaving/standing.ts';
import { clientOf, groupId, self, sessionId } from './a-client.ts';
import { type AnsweringServer, type Fixture, type SeenRequest, sendFixture } from './answering-server.ts';

/** The fixture of one group has another id than the rest: here all are the group that is asked for. */
const fixture = (file: string): Fixture =>
  JSON.parse(
    readFileSync(new URL(`../fixtures/wasend/${file}.json`, import.meta.url), 'utf8').replaceAll(
      '120363025301560943@g.us',
      groupId,
    ),
  );
const ok = (body: unknown): Fixture => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body,
});
const page = (status: number): Fixture => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: '<html>404 Not Found</html>',
});
const error = (status: number, body: unknown): Fixture => ({ ...ok(body), status });

/** The same group after we went: a fixture without our row. */
const withoutUs = (file: string): Fixture => {
  const given = fixture(file);
  const isUs = (row: unknown) => /447700900123|100000000000017/.test(JSON.stringify(row));
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((row) => !isUs(row));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        Array.isArray(inner) || key === 'info' ? strip(inner) : inner,
      ]),
    );
  };
  return ok(strip(given.body));
};
const routeMiss = error(404, { message: 'Cannot GET /x', error: 'Not Found', statusCode: 404 });
const nothing = error(404, { error: 'Not Found' });
const gows = fixture('errors/waha/500-gows-not-in-group');
const working = fixture('sessions/get.sdk.working');
const members = (...numbers: string[]) =>
  ok({ jid: groupId, participants: numbers.map((number) => ({ jid: `${number}@s.whatsapp.net` })) });
const noLid: Self = { phoneNumber: '+447700900123', lid: null };
const brazil: Self = { phoneNumber: '+5511987654321', lid: null };

interface World {
  /** What the two addresses of the group answer. */
  readonly group: Fixture;
  readonly info?: Fixture;
}

/** How the group is read before the call, how after it, and what the first look shows. */
const shapes: readonly (readonly [string, World, World, string, Self?])[] = [
  // a leave that went well
  [
    'the SDK’s',
    { group: fixture('groups/get.member') },
    { group: withoutUs('groups/get.member') },
    'out: members-without-us',
  ],
  [
    'the SDK’s, the group gone',
    { group: fixture('groups/get.member') },
    { group: error(404, { message: 'Group not found' }) },
    'out: refused-as-outsider',
  ],
  [
    'the SDK’s, no word why',
    { group: fixture('groups/get.member') },
    { group: nothing, info: routeMiss },
    'out: refused-as-outsider',
  ],
  [
    'the documented',
    { group: routeMiss, info: fixture('groups/get-info.docs') },
    { group: routeMiss, info: withoutUs('groups/get-info.docs') },
    'out: members-without-us',
  ],
  [
    'the documented, refused',
    { group: page(404), info: fixture('groups/get-info.docs') },
    { group: page(404), info: error(404, { message: 'Session or group not found.' }) },
    'out: refused-as-outsider',
  ],
  [
    'GOWS, with its 500',
    { group: fixture('groups/get.member') },
    { group: gows },
    'out: refused-as-outsider',
  ],
  [
    'LIDs alone',
    { group: fixture('groups/get.lid-only') },
    { group: withoutUs('groups/get.lid-only') },
    'out: members-without-us',
  ],
  [
    'NOWEB, whose empty answer tells nothing',
    { group: fixture('groups/get.member') },
    { group: ok('') },
    'cannot-tell: group-unread',
  ],
  [
    'a number in Brazil',
    { group: members('551187654321', '5511911112222') },
    { group: members('5511911112222') },
    'out: members-without-us',
    brazil,
  ],
  // one that did not
  [
    'still a member',
    { group: fixture('groups/get.member') },
    { group: fixture('groups/get.member') },
    'in: named-as-member',
  ],
  [
    'still a member in Brazil',
    { group: error(502, '') },
    { group: members('5511911112222', '551187654321') },
    'in: named-as-member',
    brazil,
  ],
  // lies and half truths
  [
    'a proxy’s 404 page',
    { group: fixture('groups/get.member') },
    { group: page(404), info: page(404) },
    'cannot-tell: refused-unclear',
  ],
  [
    'a route that went',
    { group: fixture('groups/get.member') },
    { group: routeMiss, info: routeMiss },
    'cannot-tell: refused-unclear',
  ],
  [
    'Kong',
    { group: fixture('groups/get.member') },
    {
      group: error(404, { message: 'no Route matched with those values' }),
      info: error(404, { message: 'no Route matched with those values' }),
    },
    'cannot-tell: refused-unclear',
  ],
  [
    'Not Found of an address that never worked',
    { group: error(502, '') },
    { group: nothing, info: nothing },
    'cannot-tell: refused-unclear',
  ],
  [
    '389 of 800 members',
    { group: fixture('groups/get.member') },
    { group: ok({ jid: groupId, participantCount: 800, participants: [{ jid: '447700900999@c.us' }] }) },
    'cannot-tell: members-not-told',
  ],
  [
    'a number never seen in this spelling',
    { group: ok({ jid: groupId, participants: [] }) },
    { group: members('447700900999') },
    'cannot-tell: name-not-seen-before',
  ],
  [
    'LIDs shown, our own not known',
    { group: fixture('groups/get.member') },
    { group: withoutUs('groups/get.lid-only') },
    'cannot-tell: members-not-told',
    noLid,
  ],
  [
    'a time-out behind a gateway',
    { group: fixture('groups/get.member') },
    { group: fixture('errors/edge/504-html') },
    'cannot-tell: group-unread',
  ],
];

describe('what the first look shows, over the wire', () => {
  let server: AnsweringServer;
  let client: Awaited<ReturnType<typeof clientOf>>['client'];
  let world: World;
  const answer = ({ url }: SeenRequest): Fixture => {
    if (url.startsWith('/sessions/')) return working;
    return url.endsWith('/info') ? (world.info ?? routeMiss) : world.group;
  };

  const restart = async () => {
    ({ server, client } = await clientOf((request, response) => sendFixture(response, answer(request)), {
      leaveMs: 5_000,
      readMs: 5_000,
    }));
  };
  afterEach(() => server.close());

  test.each(shapes)('%s', async (_, before, after, shows, us = self) => {
    // The path that worked is remembered by the client: each shape is another server.
    await restart();
    world = before;
    const first = await client.group(sessionId, groupId, us);
    const seen: SeenBefore =
      first.kind === 'failed'
        ? { as: null, path: null }
        : {
            as: first.value.membership.kind === 'in' ? first.value.membership.as : null,
            path: first.value.path,
          };
    world = after;
    const looks = client.forLooks();
    const look = judgeLook(
      {
        groupId,
        session: await looks.session(sessionId),
        group: await looks.group(sessionId, groupId, us),
        list: null,
        before: seen,
        foundAs: seen.as === null ? [] : [seen.as],
      },
      false,
    );
    expect(`${look.sighting}: ${look.evidence}`).toBe(shows);
  });
});
