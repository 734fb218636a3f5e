import type { UserId } from '../../src/leaving/ids.ts';
import type { Person } from '../../src/leaving/rules/rules.ts';

/** Somebody who may do everything, but for what a test takes from them. */
export const admin = (userId: UserId, changes: Partial<Person> = {}): Person => ({
  userId,
  isAdmin: true,
  isGuest: false,
  isBot: false,
  isDeactivated: false,
  isStranger: false,
  userGroups: [],
  ...changes,
});
export const guest = (userId: UserId): Person => admin(userId, { isGuest: true });
