import { digitsOf } from '../world/members.ts';
import { isUsable, type Session } from '../world/world-state.ts';
import { sdkGroup, sessionConfig } from './sdk.ts';
import { createdAt, type Shape, showMembers, type ToldGroup } from './shape.ts';

function session(one: Session): unknown {
  const { id, name, memberNumber, lid, status } = one;
  return {
    name: id,
    status,
    config: sessionConfig,
    me: isUsable(one) ? { id: `${digitsOf(memberNumber)}@c.us`, pushName: name, lid } : null,
    engine: { engine: 'GOWS' },
  };
}

const roles = { owner: 'superadmin', admin: 'admin', member: 'participant' } as const;

/** What WAHA answers whatever its engine. */
const anyEngine = {
  sessions: (sessions) => sessions.map(session),
  session,
  participants: ({ members }) =>
    members.map(({ phoneNumber, role }) => {
      const id = `${digitsOf(phoneNumber)}@c.us`;
      return { id, pn: id, role: roles[role] };
    }),
  count: (total) => ({ count: total }),
  info: null,
} satisfies Partial<Shape>;

/** WAHA with GOWS: whatsmeow's GroupInfo as Go writes it. */
export const wahaGows: Shape = {
  ...anyEngine,
  refusesLikeWaha: 'gows',
  groups: (groups, _page, retouch) => groups.map((told) => retouch(gowsGroup(told), told)),
  group: gowsGroup,
  joinInfo: gowsGroup,
};

/** WAHA with NOWEB: Baileys' metadata, and lists as a map by id (#1765). */
export const wahaNoweb: Shape = {
  ...anyEngine,
  refusesLikeWaha: 'noweb',
  groups: (groups, _page, retouch) =>
    Object.fromEntries(groups.map((told) => [told.group.id, retouch(nowebGroup(told), told)])),
  group: nowebGroup,
  joinInfo: nowebGroup,
};

function gowsGroup(told: ToldGroup): unknown {
  const { memberAddMode, ...rest } = sdkGroup(told);
  const counted = { ...rest, participantCount: told.memberCount, memberAddMode, suspended: false };
  return inGoNames(counted);
}

/** Go's names of fields: PascalCase, with JID, LID, PN and ID in capitals. */
function inGoNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inGoNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [goName(key), inGoNames(inner)]));
}

function goName(key: string): string {
  if (key === 'jid' || key === 'lid') return key.toUpperCase();
  const pascal = key.charAt(0).toUpperCase() + key.slice(1);
  return pascal.replace(/(Jid|Id|Pn)$/, (end) => end.toUpperCase());
}

const nowebRoles = { owner: 'superadmin', admin: 'admin', member: null } as const;

function nowebGroup(told: ToldGroup): Record<string, unknown> {
  const { group, memberCount } = told;
  const { addressingMode, ownerJid } = sdkGroup(told);
  return {
    id: group.id,
    addressingMode,
    subject: group.name,
    subjectTime: 1718000000,
    size: memberCount,
    creation: Date.parse(createdAt) / 1000,
    owner: ownerJid,
    restrict: group.isLocked,
    announce: group.isAnnounce,
    isCommunity: group.isParent,
    isCommunityAnnounce: group.isDefaultSubGroup,
    ...(group.linkedParentId === null ? {} : { linkedParent: group.linkedParentId }),
    joinApprovalMode: false,
    memberAddMode: true,
    ...showMembers('participants', told, ({ phoneNumber, lid, role }, addressing) => ({
      id: addressing === 'pn' ? `${digitsOf(phoneNumber)}@s.whatsapp.net` : lid,
      admin: nowebRoles[role],
    })),
  };
}
