import { describe, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import { ChannelId, SessionId, WorkspaceId } from '../../../src/leaving/ids.ts';
import type { SessionFacts } from '../../../src/leaving/ports/wasend.ts';
import { findProblems, type Known } from '../../../src/slack/home/find-problems.ts';
import { matchPatterns } from '../../../src/slack/home/match-patterns.ts';
import { isSharedOutside } from '../../../src/slack/home/shared-channel.ts';

const auditChannel = ChannelId.parse('C0AUDIT');
const sessionId = SessionId.parse('s-1');
const connection = {
  workspaceId: WorkspaceId.parse('T0AGENCY'),
  sessionId,
  auditChannel,
  connectedAt: 0,
  connectedBy: null,
  revision: 3,
};
const session: SessionFacts = {
  sessionId,
  name: 'Sales UK',
  phoneNumber: '+447700900123',
  lid: null,
  status: 'WORKING',
  health: 'usable',
};

const known = (changes: Partial<Known>): Known => ({
  kept: { kind: 'open', connection: { ...connection, apiKey: 'wk_1' } },
  recent: [],
  sessions: { kind: 'ok', value: [session] },
  isAuditShared: false,
  ...changes,
});

describe('what is wrong with a connection', () => {
  test('nothing, where everything works', () => {
    expect(findProblems(known({}))).toEqual([]);
  });

  test('nothing is said of Wasend before it has been asked', () => {
    expect(findProblems(known({ sessions: null }))).toEqual([]);
  });

  test.each<[string, Partial<Known>, string]>([
    [
      'a key that does not open',
      { kept: { kind: 'unreadable', connection }, sessions: null },
      'key-unreadable',
    ],
    ['a number that is gone', { sessions: { kind: 'ok', value: [] } }, 'session-gone'],
    [
      'a number that is down',
      { sessions: { kind: 'ok', value: [{ ...session, health: 'down' }] } },
      'session-down',
    ],
    ['a shared audit channel', { isAuditShared: true }, 'audit-channel-shared'],
    [
      'no audit channel',
      { kept: { kind: 'open', connection: { ...connection, apiKey: 'wk_1', auditChannel: null } } },
      'no-audit-channel',
    ],
  ])('%s', (_, changes, kind) => {
    expect(findProblems(known(changes)).map((problem) => problem.kind)).toEqual([kind]);
  });
});

describe('a channel of another organisation too', () => {
  const slackSaying = (answer: () => object) =>
    ({ conversations: { info: async () => answer() } }) as unknown as WebClient;

  test('is what Slack says it is', async () => {
    const shared = slackSaying(() => ({ channel: { id: 'C0AUDIT', is_ext_shared: true } }));
    expect(await isSharedOutside(auditChannel, shared)).toBe(true);
    const own = slackSaying(() => ({ channel: { id: 'C0AUDIT', is_org_shared: true, is_shared: true } }));
    expect(await isSharedOutside(auditChannel, own)).toBe(false);
  });

  test('is not assumed where Slack does not say', async () => {
    const silent = slackSaying(() => {
      throw new Error('missing_scope');
    });
    expect(await isSharedOutside(auditChannel, silent)).toBe(false);
  });
});

test('each pattern tells what it protects by itself, also in a list longer than is compared at once', async () => {
  const groups = Array.from({ length: 2_500 }, (_, index) => ({
    groupId: `12036302524${index}@g.us`,
    name: index % 1_000 === 0 ? `Board ${index}` : `Group ${index}`,
  }));
  const { listed, protects } = await matchPatterns(groups, ['*board*', 'Group 7', '*misses*']);
  expect(listed).toBe(2_500);
  expect([...protects.values()]).toEqual([3, 1, 0]);
});
