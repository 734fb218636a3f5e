import { ownerOf } from '../world/groups.ts';
import { digitsOf, type Member } from '../world/members.ts';
import { isUsable, type Session } from '../world/world-state.ts';
import {
  countBeside,
  createdAt,
  isAdmin,
  isOwner,
  type Shape,
  showMembers,
  type ToldGroup,
  unsetTime,
} from './shape.ts';

/** The types of @wasend/core 1.3.3. */
export const sdk: Shape = {
  sessions: (sessions) => ({
    sessions: sessions.map((session) => ({ session: details(session), downstream: downstream(session) })),
  }),
  session: (session) => ({ ...details(session), ...downstream(session) }),
  groups: (groups, _page, retouch) => groups.map((told) => retouch(sdkGroup(told), told)),
  group: sdkGroup,
  participants: ({ group, members }) => members.map((member) => sdkParticipant(member, group.addressing)),
  count: (total) => ({ total, byStatus: { ACTIVE: String(total) } }),
  joinInfo: (told) => ({ ...sdkGroup(told), participants: [] }),
  info: null,
  refusesLikeWaha: false,
};

export const account = { id: '665f0000b4d3e20012a70000', name: 'Example Ltd', plan: 'pro' } as const;

function details(session: Session) {
  return {
    id: `665f1c2ab4d3e200${digitsOf(session.phoneNumber).slice(-8)}`,
    uniqueSessionId: session.id,
    userId: account.id,
    sessionName: session.name,
    phoneNumber: session.phoneNumber,
    enableAccountProtection: true,
    enableMessageLogging: false,
    enableWebhook: false,
    createdAt: '2025-03-01T09:00:00.000Z',
    updatedAt: '2025-11-20T07:12:44.118Z',
  };
}

/** The configuration holds the account's e-mail address, as the real one does: it must never be shown. */
export const sessionConfig = {
  metadata: { userId: account.id, userEmail: 'owner@example.com' },
  proxy: null,
  debug: false,
  noweb: { markOnline: true, store: { enabled: true, fullSync: false } },
  webhooks: [],
} as const;

function downstream(session: Session) {
  const { id, status } = session;
  const isWorking = isUsable(session);
  const line = isWorking ? 'READY' : 'IDLE';
  return {
    name: id,
    status,
    config: sessionConfig,
    engine: {
      grpc: { client: line, stream: line },
      gows: { found: status !== 'STOPPED', connected: isWorking },
    },
  };
}

const jidOf = (phoneNumber: string): string => `${digitsOf(phoneNumber)}@s.whatsapp.net`;

/** whatsmeow's GroupInfo in camelCase. */
export function sdkGroup(told: ToldGroup): Record<string, unknown> {
  const { group, members } = told;
  const owner = ownerOf(members);
  const isLidOnly = group.addressing === 'lid-only';
  const pn = isLidOnly ? '' : jidOf(owner.phoneNumber);
  const unlessEmpty = <T>(value: T, otherwise: T): T => (group.hasEmptyRow ? otherwise : value);
  return {
    jid: group.id,
    ownerJid: unlessEmpty(isLidOnly ? owner.lid : pn, ''),
    ownerPn: unlessEmpty(pn, ''),
    name: group.name,
    nameSetAt: unlessEmpty('2024-01-10T10:20:30Z', unsetTime),
    nameSetBy: unlessEmpty(isLidOnly ? owner.lid : pn, ''),
    nameSetByPn: unlessEmpty(pn, ''),
    topic: group.description,
    topicId: group.description === '' ? '' : '3EB01000',
    topicSetAt: group.description === '' ? unsetTime : '2024-02-02T00:00:00Z',
    topicSetBy: '',
    topicSetByPn: '',
    topicDeleted: false,
    isLocked: group.isLocked,
    isAnnounce: group.isAnnounce,
    announceVersionId: unlessEmpty('17180000000', ''),
    isEphemeral: false,
    disappearingTimer: 0,
    isIncognito: false,
    isParent: group.isParent,
    defaultMembershipApprovalMode: group.isParent ? 'request_required' : '',
    linkedParentJid: group.linkedParentId ?? '',
    isDefaultSubGroup: group.isDefaultSubGroup,
    isJoinApprovalRequired: false,
    addressingMode: unlessEmpty(group.addressing === 'pn' ? 'pn' : 'lid', ''),
    groupCreated: unlessEmpty(createdAt, unsetTime),
    creatorCountryCode: unlessEmpty('GB', ''),
    participantVersionId: unlessEmpty('171800000', ''),
    ...showMembers('participants', told, sdkParticipant),
    ...countBeside(told),
    memberAddMode: unlessEmpty('all_member_add', ''),
  };
}

function sdkParticipant(member: Member, addressing: 'pn' | 'lid' | 'lid-only'): Record<string, unknown> {
  const jid = jidOf(member.phoneNumber);
  return {
    jid: addressing === 'pn' ? jid : member.lid,
    phoneNumber: addressing === 'lid-only' ? '' : jid,
    lid: member.lid,
    isAdmin: isAdmin(member),
    isSuperAdmin: isOwner(member),
    displayName: '',
    error: 0,
    addRequest: null,
  };
}
