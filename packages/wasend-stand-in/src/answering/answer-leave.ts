import { isGroupId } from '../world/groups.ts';
import { removeFrom } from '../world/world.ts';
import { isIn, isUsable, type Session, sessionOfKey, type WorldState } from '../world/world-state.ts';
import { type Answer, empty, json } from './answer.ts';
import * as documented from './documented-answers.ts';
import * as waha from './waha-answers.ts';

interface LeaveAsked extends waha.Asked {
  readonly key: string;
  readonly sessionId: string;
  readonly groupId: string;
}

/** Answers a leave as the documentation says, and takes the number out of the group when nothing speaks against it. */
export function answerLeave(
  state: WorldState,
  { key, sessionId, groupId }: LeaveAsked,
): { readonly answer: Answer; readonly did: boolean } {
  const refused = (answer: Answer) => ({ answer, did: false });
  const session = sessionOfKey(state, key, sessionId);
  if (session === null) return refused(documented.sessionNotFound('leave'));
  if (!isUsable(session)) return refused(waha.sessionNotWorking(sessionId, session.status));
  if (!isGroupId(groupId)) return refused(documented.invalidGroupId('leave'));
  if (!state.groups.has(groupId)) return refused(documented.groupNotFound('leave'));
  const belonging = session.belongings.get(groupId);
  if (!isIn(belonging)) return refused(documented.notMember('leave'));
  if (belonging?.standing === 'owner') return refused(documented.groupOwner('leave'));
  return { answer: json(200, documented.leftTheGroup), did: leaveOnWhatsApp(state, session, groupId) };
}

/**
 * Answers a leave as WAHA does: 201 and nothing, whatever WhatsApp made of it, since no engine reads its refusals. An
 * owner may leave: that rule is Wasend's own.
 */
export function answerWahaLeave(
  state: WorldState,
  asked: LeaveAsked,
): { readonly answer: Answer; readonly did: boolean } {
  const { key, sessionId, groupId } = asked;
  const refused = (answer: Answer) => ({ answer, did: false });
  const session = sessionOfKey(state, key, sessionId);
  if (session === null) return refused(waha.wahaSessionNotStarted(sessionId));
  if (!isUsable(session)) return refused(waha.sessionNotWorking(sessionId, session.status));
  if (!isGroupId(groupId)) return refused(waha.gowsError('failed to parse JID', asked));
  return { answer: empty(201, { 'content-length': '0' }), did: leaveOnWhatsApp(state, session, groupId) };
}

/**
 * What WhatsApp makes of a plain leave. A community itself is not left by it: the refusal is an attribute that the
 * engines never read, so it comes back as a success. Leaving the announcement group, or the only sub-group one is in,
 * leaves the whole community (texts of WhatsApp Web).
 */
function leaveOnWhatsApp(state: WorldState, session: Session, groupId: string): boolean {
  const group = state.groups.get(groupId);
  if (group?.isParent) return false;
  const did = removeFrom(session, groupId);
  const communityId = group?.linkedParentId ?? null;
  if (communityId === null) return did;
  const family = [...state.groups.values()].filter((one) => one.linkedParentId === communityId);
  const staysInOne = family.some((one) => !one.isDefaultSubGroup && isIn(session.belongings.get(one.id)));
  if (staysInOne && !group?.isDefaultSubGroup) return did;
  for (const { id } of family) removeFrom(session, id);
  removeFrom(session, communityId);
  return did;
}
