import { ChannelId } from '../../../src/leaving/ids.ts';
import type { ReadFailure } from '../../../src/leaving/ports/wasend.ts';
import { leaveList } from '../../../src/messages/card/leave-list.ts';
import { detailsModal } from '../../../src/messages/modals/details.ts';
import { checkingModal, loadingModal } from '../../../src/messages/modals/loading.ts';
import { leaveByIdModal } from '../../../src/messages/modals/preview/leave-by-id.ts';
import { previewModal } from '../../../src/messages/modals/preview/preview.ts';
import { previewGroup, previewState } from '../previews.ts';
import {
  type At,
  ada,
  answer,
  answered,
  calling,
  channelId,
  entriesOf,
  fifty,
  finished,
  group,
  groupId,
  looked,
  mei,
  nameOf,
  olu,
  requested,
  requestOf,
  startedAt,
  wellLeft,
} from '../requests.ts';
import type { Family } from './family.ts';

const three = [
  previewGroup(
    0,
    'Residents of Block C',
    { warnings: ['only-admin'] },
    { memberCount: 41, standing: 'admin' },
  ),
  previewGroup(1, 'Padel Tuesdays'),
  previewGroup(2, 'Riverside – Choir', { community: 'Riverside School' }),
  previewGroup(3, 'Board', { blocked: 'protected' }),
];
const seven = Array.from({ length: 7 }, (_, index) => previewGroup(index, `Group ${index}`));
const failure: ReadFailure = {
  kind: 'failed',
  why: 'unreadable',
  status: 500,
  said: 'Internal server error',
};
export const byId = {
  ...previewState([]),
  groupIds: [groupId(0), groupId(1)],
  failure: null,
  needsNames: false,
};

const ask = requested([group(0, 'Padel Tuesdays'), group(1, 'Depot bulletins')], {
  reason: 'Client contract ended',
});
const history: At[] = [
  [2, { type: 'joined-by', by: mei, channelId, groups: [groupId(0)] }],
  ...wellLeft(0, 5),
  [12, calling(1)],
  [13, answered(1, answer('unknown', 500, 'Internal server error'))],
  ...[16, 23, 43, 112].map((after, look): At => [after, looked(1, look + 1, 'in', 'named-as-member')]),
  finished(112),
];
export const details = {
  request: requestOf(ask, history),
  entries: entriesOf(ask, history),
  nameOf,
  now: startedAt + 120_000,
};

export const preview: Family = {
  loading: loadingModal({ what: { kind: 'groups', count: 3 }, isPushed: false }),
  'loading, over the picker': loadingModal({
    what: { kind: 'groups', count: 1 },
    isPushed: true,
    externalId: 'preview-1',
  }),
  'looking for names': loadingModal({ what: { kind: 'names', typed: 'padel' }, isPushed: false }),
  checking: checkingModal('Connect to Wasend', 'the key'),
  'three groups, one protected': previewModal(previewState(three)),
  'one group, from the picker': previewModal(
    previewState([previewGroup(1, 'Padel Tuesdays')], { isPushed: true, externalId: 'preview-1' }),
  ),
  'every warning': previewModal(
    previewState(
      (['only-admin', 'last-member', 'last-of-community', 'facts-missing'] as const).map((warning, index) =>
        previewGroup(
          index,
          `Group ${index}`,
          { warnings: [warning] },
          warning === 'facts-missing' ? { memberCount: null, standing: 'not-known' } : {},
        ),
      ),
    ),
  ),
  'left before, and still listed': previewModal(
    previewState([
      previewGroup(1, 'Padel Tuesdays', {
        warnings: ['left-before'],
        leftBefore: { at: startedAt - 3_600_000, by: mei, name: 'Padel Tuesdays' },
      }),
    ]),
  ),
  'not in the list': previewModal(
    previewState([previewGroup(1, null, { facts: null, notListed: true, warnings: ['facts-missing'] })]),
  ),
  'not told at all': previewModal(
    previewState([previewGroup(1, null, { facts: null, warnings: ['facts-missing'] })]),
  ),
  'every reason not to leave': previewModal(
    previewState([
      ...(
        ['not-a-member', 'owner', 'community', 'announcement-group', 'session-down', 'protected'] as const
      ).map((blocked, index) => previewGroup(index, `Group ${index}`, { blocked })),
      previewGroup(7, null, { blocked: 'protected' }),
      previewGroup(8, null, {
        blocked: 'not-a-member',
        leftBefore: { at: startedAt - 3_600_000, by: mei, name: 'Padel Tuesdays' },
      }),
    ]),
  ),
  'not understood': previewModal(
    previewState([previewGroup(1, 'Padel Tuesdays')], {
      passedOver: 58,
      bad: [
        { typed: '1.20363E+17', why: 'rounded' },
        { typed: '<!channel> *x*', why: 'phone-number' },
        {
          typed: 'https://chat.whatsapp.com/AbCdEfGh1234IjKlMn5678',
          why: 'invite-not-told',
          said: 'Invite <expired>',
        },
      ],
    }),
  ),
  'nothing understood': previewModal(
    previewState([], { bad: [{ typed: '447700900123', why: 'phone-number' }], passedOver: 3 }),
  ),
  'an id in doubt': previewModal(
    previewState([previewGroup(1, 'Padel Tuesdays')], {
      bad: [{ typed: '120363025246110000', why: 'perhaps-rounded' }],
    }),
  ),
  'seven groups, with pauses': previewModal(
    previewState(seven, { expected: { durationMs: 232_000, endAt: startedAt + 240_000 } }),
  ),
  'seven groups that others must approve': previewModal(
    previewState(seven, {
      approval: {
        needed: 1,
        until: startedAt + 31 * 60_000,
        approvers: { users: [ada, mei, olu], userGroups: [] },
      },
    }),
  ),
  'others must approve, and then it takes a while': previewModal(
    previewState([previewGroup(1, 'Padel Tuesdays'), previewGroup(2, 'Old project')], {
      expected: { durationMs: 4 * 60_000, endAt: startedAt + 4 * 60_000 },
      approval: { needed: 1, until: startedAt + 31 * 60_000, approvers: 'admins' },
    }),
  ),
  'no hold, in a direct message, no audit channel': previewModal(
    previewState([previewGroup(1, 'Padel Tuesdays')], {
      holdSeconds: 0,
      channelId: ChannelId.parse('D0123'),
      auditChannel: null,
    }),
  ),
  'facts that are old, communities not told, 150 to come': previewModal(
    previewState([previewGroup(1, 'Padel Tuesdays', {}, { isCommunity: null })], {
      readAt: startedAt - 90_000,
      remaining: 150,
    }),
  ),
  'hostile, nameless, right to left': previewModal(
    previewState([
      previewGroup(0, '<!channel> *bold* :warning: “Left”', { community: '<@U0ADA>' }),
      previewGroup(1, '\u3164'),
      previewGroup(2, '\u202eعائلة الزهراني\u202c'),
      previewGroup(3, 'Long name '.repeat(40)),
    ]),
  ),
  '50 groups': previewModal(
    previewState(
      fifty.map((one, index) => previewGroup(index, one.name)),
      { expected: { durationMs: 27 * 60_000, endAt: startedAt + 28 * 60_000 } },
    ),
  ),
  'by id': leaveByIdModal(byId),
  'by id, one, with what Wasend said': leaveByIdModal({ ...byId, groupIds: [groupId(0)], failure }),
  'by id, but there is none': leaveByIdModal({ ...byId, groupIds: [], failure }),
  'by id, but a rule needs the names': leaveByIdModal({ ...byId, needsNames: true, failure }),
};

export const detailsAndList: Family = {
  'of two groups': detailsModal(details),
  'the list': leaveList(details),
};
