import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgePreview } from '../../src/leaving/before/judge-groups.ts';
import { ChannelId, UserId } from '../../src/leaving/ids.ts';
import type { WorkspaceSettings } from '../../src/leaving/rules/settings.ts';
import type { GroupFacts, Standing } from '../../src/leaving/standing.ts';
import { confirmModal } from '../../src/messages/modals/confirm-modal.ts';
import { notUnderstood } from '../../src/messages/modals/not-understood.ts';
import {
  alreadyBeingLeftModal,
  expiredModal,
  ledgerDownModal,
  notAllowedModal,
  notConnectedModal,
  somethingBrokeModal,
} from '../../src/messages/modals/notice-modal.ts';
import { pickerModal } from '../../src/messages/modals/picker-modal.ts';
import { helpMessage } from '../../src/messages/replies/help.ts';
import { plainSettings } from '../leaving/plain-settings.ts';
import { groupId, requestId, strangerText } from './histories.ts';
import { expectWithinLimits, strangersMarkup } from './within-limits.ts';

const facts = (index: number, changes: Partial<GroupFacts> = {}): GroupFacts => ({
  groupId: groupId(index),
  name: 'Choir',
  memberCount: 12,
  standing: 'member',
  onlyAdmin: false,
  isCommunity: false,
  isAnnouncementGroup: false,
  communityId: null,
  isLocked: false,
  createdAt: '2022-05-10T10:00:00.000Z',
  ...changes,
});
const settings = (changes: Partial<WorkspaceSettings> = {}): WorkspaceSettings => ({
  ...plainSettings,
  channels: [ChannelId.parse('C0TEAM')],
  stoppedBy: UserId.parse('U0OTHER'),
  ...changes,
});
const others = settings({ leavers: { users: [UserId.parse('U0OTHER')], userGroups: [] } });
const modalOf = (
  groups: readonly (GroupFacts | null)[],
  changes: Partial<Parameters<typeof confirmModal>[0]> = {},
) =>
  confirmModal({
    requestId,
    revision: 1,
    session: { name: 'Sales UK', phoneNumber: '+447700900123' },
    groups: groups.map((one, index) => ({
      groupId: groupId(index),
      facts: one,
      community: null,
      ...judgePreview(one),
    })),
    badReferences: [],
    pendingInvites: 0,
    facts: 'ready',
    holdSeconds: 5,
    readAt: 1_800_000_000_000,
    approval: null,
    expected: null,
    ...changes,
  });

describe('what a group’s facts mean for leaving it', () => {
  test.each([
    [{}, null, []],
    [{ standing: 'owner' }, 'owner', []],
    [{ standing: 'not-a-member' }, 'not-a-member', []],
    [{ isCommunity: true }, 'community', []],
    [{ isAnnouncementGroup: true }, 'announcement-group', []],
    [{ onlyAdmin: true, standing: 'admin' }, null, ['only-admin']],
    [{ memberCount: 1, onlyAdmin: true }, null, ['last-member']],
    [{ standing: 'not-known' as Standing, memberCount: null }, null, ['facts-missing']],
    [{ isLocked: true }, null, []],
  ] as const)('%j', (changes, blocked, warnings) => {
    expect(judgePreview(facts(0, changes as Partial<GroupFacts>))).toEqual({ blocked, warnings });
  });

  test('a group nothing is known about is warned of, not blocked', () => {
    expect(judgePreview(null)).toEqual({ blocked: null, warnings: ['facts-missing'] });
  });
});

describe('the confirm modal', () => {
  test('names number, group, members, standing and age, and that it cannot be undone', () => {
    const view = modalOf([facts(0)]);
    const json = JSON.stringify(view);
    for (const part of [
      '+447700900123',
      'Choir',
      groupId(0),
      '12 members',
      'the number is a member',
      'since 2022-05-10',
      'cannot be undone',
    ]) {
      expect(json).toContain(part);
    }
    expect(view.submit?.text).toBe('Leave group');
    expect(view.close?.text).toBe('Cancel');
    expect(JSON.parse(view.private_metadata ?? '')).toEqual({ v: 1, requestId, revision: 1 });
  });

  test.each([
    [10_000, 'takes less than a minute, until'],
    [70_000, 'takes about 1 minute, until'],
    [230_000, 'takes about 4 minutes, until'],
  ])('says how long %d ms are, and when they end', (durationMs, words) => {
    const view = modalOf([facts(0)], { expected: { durationMs, endAt: 1_800_000_000_000 } });
    expect(JSON.stringify(view)).toContain(words);
  });

  test('leaves out what is blocked, by name and with the reason', () => {
    const view = modalOf([facts(0), facts(1, { name: 'Our own', standing: 'owner' })]);
    expect(view.submit?.text).toBe('Leave group');
    expect(JSON.stringify(view)).toMatch(/These stay as they are.*Our own.*owns it/s);
  });

  test('has no submit and no input when nothing can be left', () => {
    const view = modalOf([facts(0, { standing: 'owner' })], {
      badReferences: [{ typed: 'choir', why: 'No id.' }],
    });
    expect(view.submit).toBeUndefined();
    expect(view.blocks.some(({ type }) => type === 'input')).toBe(false);
    expect(JSON.stringify(view)).toContain('choir');
  });

  test('says how many when there are several, and that names are on their way', () => {
    const view = modalOf([null, null], { facts: 'loading', session: null });
    expect(view.submit?.text).toBe('Leave 2 groups');
    expect(JSON.stringify(view)).toContain('Looking up names');
  });

  test('quotes Wasend when it could tell nothing', () => {
    expect(JSON.stringify(modalOf([null], { facts: 'unavailable', factsWhy: 'Unauthorized' }))).toContain(
      '“\u2068Unauthorized\u2069”',
    );
  });

  test('whatever the groups are called and whatever was typed: within the limits, and nothing of strangers alive', () => {
    const anyFacts = fc.record({
      name: fc.option(strangerText),
      memberCount: fc.option(fc.nat(2_000)),
      standing: fc.constantFrom<Standing>('member', 'admin', 'owner', 'not-a-member', 'not-known'),
      onlyAdmin: fc.option(fc.boolean()),
      isCommunity: fc.boolean(),
      isLocked: fc.boolean(),
    });
    const state = fc.record({
      groups: fc.array(fc.option(anyFacts), { maxLength: 50 }),
      bad: fc.array(
        fc.record({
          typed: strangerText,
          why: fc.constant('This is not a group id.'),
        }),
        { maxLength: 50 },
      ),
      sessionName: fc.option(strangerText),
      known: fc.constantFrom('loading' as const, 'ready' as const, 'unavailable' as const),
    });
    fc.assert(
      fc.property(state, ({ groups, bad, sessionName, known }) => {
        const view = modalOf(
          groups.map((changes, index) => (changes === null ? null : facts(index, changes))),
          {
            badReferences: bad,
            facts: known,
            session: { name: sessionName, phoneNumber: null },
            ...(sessionName ? { factsWhy: sessionName } : {}),
          },
        );
        expectWithinLimits('modal', view);
        expect(strangersMarkup(view)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('all other modals and private words', () => {
  const joined = [
    {
      group: { groupId: groupId(0), name: '<!here>', memberCount: 1, standing: 'member' as const },
      by: UserId.parse('U0OTHER'),
      requestId,
    },
  ];
  test.each([
    [
      'the picker',
      pickerModal({ requestId, sessions: [], sessionId: null, isDefaultSession: true, note: null }),
    ],
    ['expired', expiredModal()],
    ['not connected', notConnectedModal()],
    ['the ledger is down', ledgerDownModal({ reference: 'ws-1' })],
    ['something broke', somethingBrokeModal({ reference: 'ws-1' })],
    ['already being left', alreadyBeingLeftModal(joined)],
    ...(
      [
        'leavers',
        'guest',
        'bot',
        'deactivated',
        'other-organisation',
        'not-checked',
        'channel',
        'protected',
        'all-stopped',
      ] as const
    ).map((rule) => [`not allowed: ${rule}`, notAllowedModal({ rule, settings: others })] as const),
  ])('%s is within the limits', (_, view) => {
    expectWithinLimits('modal', view);
    expect(strangersMarkup(view)).toEqual([]);
  });

  test('a refusal names the rule’s people, in words or by mention', () => {
    expect(JSON.stringify(notAllowedModal({ rule: 'leavers', settings: settings() }))).toContain(
      'admins and owners',
    );
    expect(JSON.stringify(notAllowedModal({ rule: 'guest', settings: others }))).toContain('<@U0OTHER>');
  });

  test('help lists only what this person may do', () => {
    expect(helpMessage({ mayLeave: true }).text).toContain('Leave group');
    expect(helpMessage({ mayLeave: false }).text).not.toContain('Leave group');
  });

  test('the error under the input repeats what was typed and says what a right one looks like', () => {
    const reference = {
      kind: 'malformed',
      why: 'No.',
    } as const;
    expect(notUnderstood([{ typed: 'choir', reference }])).toMatch(
      /^“choir”: No\. A group id looks like 120363025246125486@g/,
    );
    expect(notUnderstood([])).toContain('120363025246125486@g.us');
  });
});
