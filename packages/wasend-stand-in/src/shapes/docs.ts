import { type Group, ownerOf } from '../world/groups.ts';
import { digitsOf, type Member } from '../world/members.ts';
import type { Session } from '../world/world-state.ts';
import { sdkGroup } from './sdk.ts';
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

/** The answers of wasend.dev/docs. One group is told at the SDK's path in the SDK's shape, and at `…/info` in the docs' own. */
export const docs: Shape = {
  sessions: (sessions) => ({ sessions: sessions.map((session) => ({ session: told(session) })) }),
  session: (session) => ({
    ...told(session),
    config: {
      enableAccountProtection: true,
      enableMessageLogging: false,
      enableWebhook: false,
      webhookUrl: '',
    },
  }),
  groups: (groups, { total, limit, offset, hasMore }, retouch) => ({
    groups: groups.map((told) => retouch(listRow(told), told)),
    pagination: { total, limit, offset, hasMore },
  }),
  group: sdkGroup,
  participants: ({ group, members }) => ({
    success: true,
    participants: members.map((member) => ({
      ...infoParticipant(member, group.addressing),
      joinedAt: '2023-01-15T12:00:00Z',
      displayName: '',
    })),
    error: null,
  }),
  count: (total) => ({ total, byStatus: { active: total } }),
  joinInfo,
  info,
  refusesLikeWaha: false,
};

function told({ id, name, phoneNumber, status }: Session) {
  return {
    uniqueSessionId: id,
    sessionName: name,
    phoneNumber,
    createdAt: '2025-03-01T09:00:00.000Z',
    updatedAt: '2025-11-20T07:12:44.118Z',
    status,
  };
}

/** This shape tells neither communities nor owners among the participants. */
function listRow(row: ToldGroup): Record<string, unknown> {
  const { group } = row;
  const { ownerJid, ownerPn } = sdkGroup(row);
  return {
    jid: group.id,
    name: group.name,
    ownerJid,
    ownerPn,
    ...showMembers('participants', row, listParticipant, []),
    ...countBeside(row),
    description: group.description,
    isAnnounce: group.isAnnounce,
    isLocked: group.isLocked,
    createdAt: group.hasEmptyRow ? unsetTime : createdAt,
    settings: { infoAdminOnly: group.isLocked, messagesAdminOnly: group.isAnnounce },
  };
}

function listParticipant(member: Member, addressing: Group['addressing']): Record<string, unknown> {
  return {
    jid: addressing === 'pn' ? `${digitsOf(member.phoneNumber)}@s.whatsapp.net` : member.lid,
    phoneNumber: addressing === 'lid-only' ? '' : member.phoneNumber,
    isAdmin: isAdmin(member),
    displayName: '',
  };
}

function infoParticipant(member: Member, addressing: Group['addressing']): Record<string, unknown> {
  return {
    ...person(member, addressing),
    isAdmin: isAdmin(member),
    isSuperAdmin: isOwner(member),
  };
}

function person(one: { phoneNumber: string; lid: string }, addressing: Group['addressing']) {
  return addressing === 'lid-only'
    ? { jid: one.lid, phoneNumber: '' }
    : { jid: `${digitsOf(one.phoneNumber)}@c.us`, phoneNumber: one.phoneNumber };
}

function info(row: ToldGroup): unknown {
  const { group, members } = row;
  return {
    success: true,
    info: {
      id: group.id,
      name: group.name,
      subject: group.name,
      description: group.description,
      creation: group.hasEmptyRow ? unsetTime : createdAt,
      owner: group.hasEmptyRow ? null : person(ownerOf(members), group.addressing),
      ...showMembers('participants', row, infoParticipant),
      ...countBeside(row),
      settings: {
        announce: group.isAnnounce,
        restrict: group.isLocked,
        ephemeral: 0,
        noFrequentlyForwarded: true,
      },
    },
  };
}

function joinInfo(row: ToldGroup): unknown {
  const { group, memberCount: participantsCount } = row;
  const { ownerJid } = sdkGroup(row);
  const { id: jid, name, description: topic, isAnnounce, isLocked } = group;
  return {
    success: true,
    data: { jid, name, topic, groupCreated: createdAt, ownerJid, participantsCount, isAnnounce, isLocked },
    error: null,
  };
}
