import type { WorkspaceSettings } from './settings.ts';

/** What holds where neither the deployment nor a workspace has said anything else. */
export const defaultRules: WorkspaceSettings = {
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
