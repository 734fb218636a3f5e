import type { WorkspaceSettings } from '../../src/leaving/rules/settings.ts';

/** Rules that refuse nobody but those who are no admins. */
export const plainSettings: WorkspaceSettings = {
  leavers: 'admins',
  othersMayAsk: false,
  holdSeconds: 5,
  gapSeconds: { from: 20, to: 45 },
  channels: [],
  channelSessions: [],
  protectedGroups: [],
  approval: { needed: 0, overGroups: 0, minutes: 15 },
  dailyCap: null,
  stoppedBy: null,
};
