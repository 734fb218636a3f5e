import type { Ids } from '../world/ids.ts';

const triggerLifeMs = 3000;

/** Whose act a trigger stands for, and where; null where it was no conversation. */
export interface TriggerSource {
  readonly workspaceId: string;
  readonly userId: string;
  readonly channelId: string | null;
}

export interface Trigger extends TriggerSource {
  readonly id: string;
}

export type TriggerRefusal = 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';

/** Trigger ids: 3 s of life, one use. Source: docs.slack.dev/interactivity/handling-user-interaction. */
export interface Triggers {
  /** A new trigger. One made `stale` is already past its life, one made `used` has been exchanged. */
  issue(source: TriggerSource, state?: 'fresh' | 'stale' | 'used'): Trigger;
  /** Uses the trigger up, or answers why not; a trigger of another workspace is as unknown as an invented one. */
  exchange(triggerId: string, workspaceId: string): Trigger | TriggerRefusal;
}

export function createTriggers(ids: Ids, now: () => number): Triggers {
  const issued = new Map<string, { trigger: Trigger; expiresAt: number; isUsed: boolean }>();
  return {
    issue({ workspaceId, userId, channelId }, state = 'fresh') {
      const trigger = { id: ids.triggerId(workspaceId), workspaceId, userId, channelId };
      const lifeMs = state === 'stale' ? -1 : triggerLifeMs;
      issued.set(trigger.id, { trigger, expiresAt: now() + lifeMs, isUsed: state === 'used' });
      return trigger;
    },
    exchange(triggerId, workspaceId) {
      const found = issued.get(triggerId);
      if (!found || found.trigger.workspaceId !== workspaceId) return 'invalid_trigger_id';
      if (found.isUsed) return 'exchanged_trigger_id';
      if (now() > found.expiresAt) return 'expired_trigger_id';
      found.isUsed = true;
      return found.trigger;
    },
  };
}
