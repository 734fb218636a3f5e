import { z } from 'zod';
import type { ChannelId, SessionId, UserGroupId, UserId } from '../ids.ts';
import { type ApprovalRule, type Leavers, sessionsFrom, type WorkspaceSettings } from './settings.ts';

/** A person as Slack describes them at this moment. */
export interface Person {
  readonly userId: UserId;
  readonly isAdmin: boolean;
  readonly isGuest: boolean;
  readonly isBot: boolean;
  readonly isDeactivated: boolean;
  /** From another organisation, in a shared channel. */
  readonly isStranger: boolean;
  /** Those of the rule's user groups they are in; null when Slack could not tell. */
  readonly userGroups: readonly UserGroupId[] | null;
}

/** What refuses. `daily-cap` and `own-request` are judged where the numbers and the request are known. */
export const Rule = z.enum([
  'leavers',
  'guest',
  'bot',
  'deactivated',
  'other-organisation',
  'not-checked',
  'channel',
  'session',
  'protected',
  'daily-cap',
  'own-request',
  'not-admin',
  'all-stopped',
]);
export type Rule = z.infer<typeof Rule>;

export type Verdict = { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly rule: Rule };

const allowed: Verdict = { kind: 'allowed' };
const refused = (rule: Rule): Verdict => ({ kind: 'refused', rule });

/** Where an ask comes from: the channel, and the number it is about once that is known. */
export interface Place {
  readonly channelId: ChannelId;
  readonly sessionId: SessionId | null;
}

/**
 * Whether this person may ask for leaves from this place now: the person first, then the place, then the kill switch.
 * Who asks without being one who may leave needs an approval, by `approvalRuleFor`. `null` stands for a person who could
 * not be looked up.
 */
export function mayAsk(person: Person | null, place: Place, settings: WorkspaceSettings): Verdict {
  const verdict = mayLeave(person, settings.leavers);
  const isOther = verdict.kind === 'refused' && verdict.rule === 'leavers';
  if (verdict.kind === 'refused' && !(isOther && settings.othersMayAsk)) return verdict;
  return isFrom(place, settings);
}

/** Which requests of this person others must approve: every one of somebody who may not leave themselves. */
export function approvalRuleFor(
  person: Person | null,
  { leavers, approval }: Pick<WorkspaceSettings, 'leavers' | 'approval'>,
): ApprovalRule {
  if (mayLeave(person, leavers).kind === 'allowed') return approval;
  return { ...approval, needed: Math.max(1, approval.needed), overGroups: 0 };
}

function isFrom(place: Place, settings: WorkspaceSettings): Verdict {
  const isElsewhere = settings.channels.length > 0 && !settings.channels.includes(place.channelId);
  if (isElsewhere) return refused('channel');
  const sessions = sessionsFrom(place.channelId, settings);
  const isOtherNumber = place.sessionId !== null && sessions !== null && !sessions.includes(place.sessionId);
  if (isOtherNumber) return refused('session');
  return settings.stoppedBy === null ? allowed : refused('all-stopped');
}

/** Whether this person may approve or decline what `askedBy` asked for: those who may leave, from the same place, but never their own. */
export function mayApprove(
  person: Person | null,
  askedBy: UserId,
  place: Place,
  settings: WorkspaceSettings,
): Verdict {
  const verdict = mayLeave(person, settings.leavers);
  if (verdict.kind === 'refused') return person?.userId === askedBy ? refused('own-request') : verdict;
  const here = isFrom(place, settings);
  if (here.kind === 'refused') return here;
  return person?.userId === askedBy ? refused('own-request') : allowed;
}

/** Whether this person may take the number out of groups. Everything that is not clearly allowed is refused. */
export function mayLeave(person: Person | null, leavers: Leavers): Verdict {
  const ofHere = isOfHere(person);
  if (person === null || ofHere.kind === 'refused') return ofHere;
  if (leavers === 'everyone') return allowed;
  if (leavers === 'admins') return person.isAdmin ? allowed : refused('leavers');
  if (leavers.users.includes(person.userId)) return allowed;
  if (leavers.userGroups.length === 0) return refused('leavers');
  if (person.userGroups === null) return refused('not-checked');
  return leavers.userGroups.some((id) => person.userGroups?.includes(id)) ? allowed : refused('leavers');
}

/** Whether this person may change connection and rules. */
export function mayAdminister(person: Person | null): Verdict {
  const ofHere = isOfHere(person);
  if (person === null || ofHere.kind === 'refused') return ofHere;
  return person.isAdmin ? allowed : refused('not-admin');
}

function isOfHere(person: Person | null): Verdict {
  if (person === null) return refused('not-checked');
  if (person.isBot) return refused('bot');
  if (person.isDeactivated) return refused('deactivated');
  if (person.isStranger) return refused('other-organisation');
  return person.isGuest ? refused('guest') : allowed;
}
