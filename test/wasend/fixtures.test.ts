import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createNodeExchange } from '../../src/http/node-exchange.ts';
import { GroupId, SessionId } from '../../src/leaving/ids.ts';
import type { WasendClient } from '../../src/leaving/ports/wasend.ts';
import { createWasendClient } from '../../src/wasend/client.ts';
import { createReadGate } from '../../src/wasend/read-gate.ts';
import { ManualClock } from '../manual-clock.ts';
import { valueIn, withoutMarks } from './a-client.ts';
import { type AnsweringServer, answeringServer, type Fixture, sendFixture } from './answering-server.ts';

const root = new URL('../fixtures/wasend/', import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\/.+\.json$/.test(file),
);
const fixture = (file: string): Fixture => JSON.parse(readFileSync(new URL(file, root), 'utf8'));

const sessionId = SessionId.parse('8d0f6c1e-3b7a-4f59-9c42-6a1e5d7b2f10');
const groupId = GroupId.parse('120363025246125486@g.us');
const apiKey = 'wk_fixture_key';
const now = 1_792_567_620_000;
const self = { phoneNumber: '+447700900123', lid: '100000000000017@lid' };

/** Answers to a leave call, by file: the class, and what the API is quoted with. */
const leaveAnswers: Record<string, readonly [string, string | null]> = {
  'leave/ok.docs.json': ['accepted', 'Successfully left the group.'],
  'leave/ok.201.json': ['accepted', 'Successfully left the group.'],
  'leave/ok.empty.json': ['accepted', null],
  'leave/ok.null.json': ['accepted', null],
  'leave/ok.text.json': ['accepted', 'OK'],
  'leave/ok.with-error-null.json': ['accepted', 'Successfully left the group.'],
  'leave/fail.200-owner.json': ['not-clear', 'Failed to leave the group. You cannot leave a group you own.'],
  'leave/fail.200-no-message.json': ['not-clear', null],
  'leave/fail.200-html.json': ['unknown', null],
  'errors/documented/401-invalid-api-key.json': ['unauthorized', 'Invalid API key.'],
  'errors/documented/403-group-owner.json': [
    'not-clear',
    'Failed to leave the group. You are the group owner.',
  ],
  'errors/documented/403-locked.json': ['not-clear', 'Failed to leave the group. The group is locked.'],
  'errors/documented/404-group-not-found.json': ['not-clear', 'Failed to leave the group. Group not found.'],
  'errors/documented/404-session-not-found.json': [
    'not-clear',
    'Failed to leave the group. Session not found.',
  ],
  'errors/documented/429-body-retry-after.json': ['rate-limited', 'Too many requests'],
  'errors/documented/429-no-headers.json': [
    'rate-limited',
    'Failed to leave the group. Rate limit exceeded.',
  ],
  'errors/documented/429-x-ratelimit-epoch.json': [
    'rate-limited',
    'Failed to leave the group. Rate limit exceeded.',
  ],
  'errors/documented/500-internal.json': ['unknown', 'Failed to leave the group.'],
  'errors/edge/400-error-object.json': ['refused', 'Invalid groupId.'],
  'errors/edge/402-plan.json': ['refused', 'Your plan has expired.'],
  'errors/edge/409-conflict.json': ['not-clear', 'Conflict'],
  'errors/edge/502-html.json': ['unknown', null],
  'errors/edge/503-html.json': ['unknown', null],
  'errors/edge/504-html.json': ['unknown', null],
  'errors/waha/401-unauthorized.json': ['unauthorized', 'Unauthorized'],
  'errors/waha/404-route.json': ['not-clear', null],
  'errors/waha/404-session-get.json': ['not-clear', 'Session not found'],
  'errors/waha/422-session-starting.json': [
    'session-in-doubt',
    'Session status is not as expected. Try again later or restart the session',
  ],
  'errors/waha/429-nest-throttler.json': ['rate-limited', 'ThrottlerException: Too Many Requests'],
  'errors/waha/500-gows-bad-jid.json': ['unknown', null],
  'errors/waha/500-gows-disconnected.json': ['unknown', null],
  'errors/waha/500-gows-iq-timeout.json': ['unknown', null],
  'errors/waha/500-gows-not-acceptable.json': ['unknown', null],
  'errors/waha/500-gows-not-in-group.json': ['unknown', null],
  'errors/waha/500-gows-rate-overlimit.json': ['unknown', null],
  'errors/waha/500-gows-unavailable.json': ['unknown', null],
  'errors/waha/500-noweb-rate-overlimit.json': ['unknown', null],
  'errors/waha/500-webjs-typeerror.json': ['unknown', null],
};

/** Group lists, by file: groups, whether it is whole when the next page is empty, and our standing in the first and the second. */
const groupLists: Record<string, readonly [number, boolean, string, string]> = {
  'groups/list.docs.json': [25, true, 'member', 'owner'],
  'groups/list.docs.page1.json': [10, false, 'member', 'owner'],
  'groups/list.docs.page2.json': [10, false, '*', '*'],
  'groups/list.docs.page3.json': [5, false, '*', '*'],
  'groups/list.sdk.no-participants.json': [25, true, 'not-known', 'owner'],
  'groups/list.waha-gows.json': [25, true, 'member', 'owner'],
  'groups/list.waha-noweb.json': [4, true, 'member', 'owner'],
  'groups/list.success-wrapper.json': [2, true, 'member', 'owner'],
  'groups/list.empty.docs.json': [0, true, '*', '*'],
  'groups/list.empty.sdk.json': [0, true, '*', '*'],
};

/** One group, by file: membership, standing, only admin, and a flag that must be told. Absence alone is no standing. */
const groups: Record<string, readonly [string, string, boolean | null, Record<string, unknown>]> = {
  'groups/get.member.json': ['in', 'member', false, {}],
  'groups/get.owner.json': ['in', 'owner', false, {}],
  'groups/get.admin.json': ['in', 'admin', false, {}],
  'groups/get.locked.json': ['in', 'member', false, { isLocked: true }],
  'groups/get.announce.json': ['in', 'member', false, {}],
  'groups/get.community-parent.json': ['in', '*', false, { isCommunity: true }],
  'groups/get.community-subgroup.json': [
    'in',
    '*',
    false,
    { isAnnouncementGroup: false, communityId: expect.stringContaining('@g.us') },
  ],
  'groups/get.not-member.json': ['absent', 'not-known', null, {}],
  'groups/get.lid-only.json': ['in', 'member', false, {}],
  'groups/get.last-member.json': ['in', '*', '*' as never, { memberCount: 1 }],
  'groups/get.sole-admin.json': ['in', 'admin', true, {}],
  'groups/get-info.docs.json': ['in', 'member', false, { name: 'Family 🏡❤️', memberCount: 2 }],
};

const others: Record<string, (client: WasendClient) => Promise<void>> = {
  'sessions/list.docs.json': async (client) => {
    const read = await client.sessions();
    expect(read).toMatchObject({
      kind: 'ok',
      value: [
        { sessionId, name: 'Sales UK', status: 'WORKING', health: 'usable' },
        { health: 'needs-a-person' },
        { health: 'down' },
        { health: 'down' },
        { health: 'starting' },
      ],
    });
  },
  'sessions/list.sdk.json': async (client) => {
    expect(await client.sessions()).toMatchObject({
      kind: 'ok',
      value: [{ sessionId, health: 'usable', phoneNumber: '+447700900123' }, {}, {}, {}, {}],
    });
  },
  'sessions/list.downstream-null.json': async (client) => {
    expect(await client.sessions()).toMatchObject({ kind: 'ok', value: [{ health: 'not-known' }] });
  },
  'sessions/list.waha.json': async (client) => {
    const read = await client.sessions();
    expect(read).toMatchObject({
      kind: 'ok',
      value: [{ sessionId, phoneNumber: '+447700900123', lid: '100000000000017@lid' }, {}, {}, {}, {}],
    });
  },
  'sessions/list.empty.json': async (client) =>
    expect(await client.sessions()).toEqual({ kind: 'ok', value: [] }),
  'sessions/get.docs.working.json': async (client) => {
    expect(await client.session(sessionId)).toMatchObject({
      kind: 'ok',
      value: { sessionId, health: 'usable' },
    });
  },
  'sessions/get.sdk.working.json': async (client) => {
    expect(await client.session(sessionId)).toMatchObject({
      kind: 'ok',
      value: { sessionId, health: 'usable' },
    });
  },
  'sessions/get.sdk.stopped.json': async (client) => {
    expect(await client.session(sessionId)).toMatchObject({ kind: 'ok', value: { health: 'down' } });
  },
  'sessions/get.sdk.failed.json': async (client) => {
    expect(await client.session(sessionId)).toMatchObject({ kind: 'ok', value: { health: 'down' } });
  },
  'sessions/get.sdk.starting.json': async (client) => {
    expect(await client.session(sessionId)).toMatchObject({ kind: 'ok', value: { health: 'starting' } });
  },
  'sessions/get.waha.passkey-required.json': async (client) => {
    expect(await client.session(sessionId)).toMatchObject({
      kind: 'ok',
      value: { status: 'PASSKEY_REQUIRED', health: 'needs-a-person' },
    });
  },
  'groups/count.waha.json': async (client) =>
    expect(await client.groupCount(sessionId)).toEqual({ kind: 'ok', value: 25 }),
  'groups/join-info.sdk.json': async (client) => {
    expect(await client.joinInfo(sessionId, 'AbCdEfGh1234IjKlMn5678')).toMatchObject({
      kind: 'ok',
      value: { groupId, name: 'Family 🏡❤️' },
    });
  },
};

/** No call of the client reads these: the group brings its members, and the sessions show that a key works. */
const notRead = new Set([
  'account/get.sdk.json',
  'groups/participants.docs.json',
  'groups/participants.sdk.json',
  'groups/participants.waha-v2.json',
]);

describe('every known answer of the API', () => {
  let server: AnsweringServer;
  let client: WasendClient;
  let clientFor: () => WasendClient;
  let current: Fixture;
  beforeAll(async () => {
    server = await answeringServer((_, response) => sendFixture(response, current));
    const clock = new ManualClock(now);
    const exchange = createNodeExchange();
    const fresh = () => createReadGate({ now: () => clock.now() });
    clientFor = () => createWasendClient({ baseUrl: server.url, apiKey, exchange, clock, gate: fresh() });
  });
  beforeEach(() => {
    client = clientFor();
  });
  afterAll(() => server.close());

  test('has its expectation here', () => {
    const expected = [leaveAnswers, groupLists, groups, others].flatMap((table) => Object.keys(table));
    expect(files.filter((file) => !expected.includes(file) && !notRead.has(file))).toEqual([]);
  });

  test.each(Object.keys(leaveAnswers))('a leave call answered by %s', async (file) => {
    current = fixture(file);
    const answer = await client.leave(sessionId, groupId);
    const [kind, said] = leaveAnswers[file] ?? [];
    expect(answer.class).toBe(kind);
    if (said !== null) expect(answer.said).toBe(said);
    const shown = withoutMarks(JSON.stringify(answer));
    for (const secret of [apiKey, '/app/node_modules', '<html', 'userEmail', '"request"', 'stack'])
      expect(shown).not.toContain(secret);
  });

  test.each([
    ['errors/documented/429-body-retry-after.json', 60_000],
    ['errors/documented/429-no-headers.json', 60_000],
    ['errors/documented/429-x-ratelimit-epoch.json', 60_000],
    ['errors/waha/429-nest-throttler.json', 60_000],
  ])('%s says how long to wait', async (file, waitMs) => {
    current = fixture(file);
    expect((await client.leave(sessionId, groupId)).retryAfterMs).toBe(waitMs);
  });

  test.each(Object.keys(groupLists))('a group list answered by %s', async (file) => {
    current = fixture(file);
    const read = valueIn(await client.groups(sessionId, self, { members: true }));
    const [count, isWhole, first, second] = groupLists[file] ?? [];
    expect(read.groups).toHaveLength(count ?? -1);
    expect(read).toMatchObject({ whole: isWhole, unreadable: 0 });
    if (first !== '*')
      expect(read.groups.slice(0, 2).map(({ standing }) => standing)).toEqual([first, second]);
  });

  test.each(Object.keys(groups))('a group answered by %s', async (file) => {
    current = fixture(file);
    const read = await client.group(sessionId, groupId, self);
    const { membership, facts } = valueIn(read);
    const [kind, standing, onlyAdmin, told] = groups[file] ?? [];
    expect(membership.kind).toBe(kind);
    if (standing !== '*') expect(facts).toMatchObject({ standing, onlyAdmin });
    expect(facts).toMatchObject(told ?? {});
  });

  test('hidden numbers cannot show that we are out', async () => {
    current = fixture('groups/get.lid-only.json');
    const read = await client.group(sessionId, groupId, { phoneNumber: '+447700900123', lid: null });
    expect(read).toMatchObject({ kind: 'ok', value: { membership: { kind: 'not-told' } } });
  });

  test.each(Object.keys(others))('%s', async (file) => {
    current = fixture(file);
    await others[file]?.(client);
  });

  /** Why a group's read failed, and what an outsider's refusal says. */
  test.each([
    ['errors/waha/500-gows-not-in-group.json', 'unreachable', { namesGroup: true, path: 'group' }],
    ['errors/waha/404-session-get.json', 'refused', { namesGroup: false, path: 'group' }],
    ['errors/waha/404-route.json', 'refused', undefined],
    ['errors/documented/404-group-not-found.json', 'refused', { namesGroup: true, path: 'group' }],
    ['errors/documented/404-session-not-found.json', 'refused', { namesGroup: false, path: 'group' }],
    ['errors/documented/403-locked.json', 'refused', { namesGroup: false, path: 'group' }],
    ['errors/documented/401-invalid-api-key.json', 'unauthorized', undefined],
    ['errors/waha/422-session-starting.json', 'session-in-doubt', undefined],
    ['errors/waha/500-gows-disconnected.json', 'unreachable', undefined],
    ['errors/waha/500-gows-rate-overlimit.json', 'unreachable', undefined],
    ['errors/edge/502-html.json', 'unreachable', undefined],
    ['leave/fail.200-html.json', 'unreadable', undefined],
    ['leave/ok.empty.json', 'unreadable', undefined],
    ['errors/waha/429-nest-throttler.json', 'rate-limited', undefined],
  ])('a read answered by %s fails as %s', async (file, why, outsider) => {
    current = fixture(file);
    const read = await client.group(sessionId, groupId, self);
    expect(read).toMatchObject({ kind: 'failed', why });
    expect(read.kind === 'failed' ? read.outsider : null).toEqual(outsider);
  });

  test.each([
    ['errors/waha/404-session-get.json', true],
    ['errors/documented/404-session-not-found.json', true],
    ['errors/waha/404-route.json', undefined],
    ['errors/documented/404-group-not-found.json', undefined],
    ['errors/edge/502-html.json', undefined],
  ])('the session’s own read answered by %s says that there is none: %s', async (file, namesSession) => {
    current = fixture(file);
    const read = await client.session(sessionId);
    expect(read.kind === 'failed' ? read.namesSession : null).toBe(namesSession);
  });
});
