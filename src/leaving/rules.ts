import type { ChannelId, UserId } from './ids.ts';
import type { WorkspaceSettings } from './settings.ts';

/** Who may leave: workspace admins and owners, everyone of the workspace, or these people alone. */
export type Leavers = 'admins' | 'everyone' | readonly UserId[];

/** A person as Slack describes them at this moment. */
export interface Person {
  readonly userId: UserId;
  readonly isAdmin: boolean;
  readonly isGuest: boolean;
  readonly isBot: boolean;
  readonly isDeactivated: boolean;
  /** From another organisation, in a shared channel. */
  readonly isStranger: boolean;
}

/** `null` stands for a person who could not be looked up. */
export type Verdict =
  | { readonly kind: 'allowed' }
  | {
      readonly kind: 'refused';
      readonly rule:
        | 'leavers'
        | 'guest'
        | 'bot'
        | 'deactivated'
        | 'other-organisation'
        | 'not-checked'
        | 'channel'
        | 'protected'
        | 'all-stopped';
    };

/** Whether this person may ask for leaves from this channel now: the person first, then the place, then the kill switch. */
export function mayAsk(person: Person | null, channelId: ChannelId, settings: WorkspaceSettings): Verdict {
  const verdict = mayLeave(person, settings.leavers);
  if (verdict.kind === 'refused') return verdict;
  const isElsewhere = settings.channels.length > 0 && !settings.channels.includes(channelId);
  if (isElsewhere) return { kind: 'refused', rule: 'channel' };
  return settings.stoppedBy === null ? verdict : { kind: 'refused', rule: 'all-stopped' };
}

/** Whether this person may take the number out of groups. Everything that is not clearly allowed is refused. */
export function mayLeave(person: Person | null, leavers: Leavers): Verdict {
  if (person === null) return { kind: 'refused', rule: 'not-checked' };
  if (person.isBot) return { kind: 'refused', rule: 'bot' };
  if (person.isDeactivated) return { kind: 'refused', rule: 'deactivated' };
  if (person.isStranger) return { kind: 'refused', rule: 'other-organisation' };
  if (person.isGuest) return { kind: 'refused', rule: 'guest' };
  return isNamed(person, leavers) ? { kind: 'allowed' } : { kind: 'refused', rule: 'leavers' };
}

function isNamed(person: Person, leavers: Leavers): boolean {
  if (leavers === 'everyone') return true;
  if (leavers === 'admins') return person.isAdmin;
  return leavers.includes(person.userId);
}
