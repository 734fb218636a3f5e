/** Every name this app shares with Slack. A test holds them against `manifest.yml`. */

export const leaveCommandName = '/wasend-leave';

/** The step of Workflow Builder, in `manifest.workflow.yml`. */
export const leaveStepName = 'leave_group';

export const viewIds = {
  /** Asks which groups when the command came without any. */
  ask: 'ask_groups',
  /** Shows what will be left; its submission is the confirmation. */
  confirm: 'confirm_leave',
  /** The Wasend key, pasted. */
  connect: 'connect',
  /** Which number, which audit channel. */
  connection: 'connection',
  rules: 'rules',
  /** Which numbers one channel sees. */
  channelSessions: 'channel_sessions',
  /** Only tells something: no submission. */
  notice: 'notice',
} as const;

export const actionIds = {
  stop: 'stop_request',
  tryAgain: 'try_again',
  approve: 'approve_request',
  decline: 'decline_request',
  typedGroups: 'typed_groups',
  reason: 'reason',
  pickSession: 'pick_session',
  pickGroups: 'pick_groups',
  typedCount: 'typed_count',
  homeConnect: 'home_connect',
  homeConnection: 'home_connection',
  homeDisconnect: 'home_disconnect',
  homeRules: 'home_rules',
  homeBindChannel: 'home_bind_channel',
  homeLiftStop: 'home_lift_stop',
  homeRefresh: 'home_refresh',
  historyOlder: 'history_older',
  historyNewest: 'history_newest',
} as const;

export const blockIds = {
  typedGroups: 'typed_groups',
  reason: 'reason',
  pickSession: 'pick_session',
  typedCount: 'typed_count',
} as const;

/** Fields of the forms behind the Home tab: block and action share one name. */
export const fieldIds = {
  key: 'key',
  session: 'session',
  auditChannel: 'audit_channel',
  leavers: 'leavers',
  people: 'people',
  userGroups: 'user_groups',
  channels: 'channels',
  protectedGroups: 'protected_groups',
  hold: 'hold',
  gap: 'gap',
  approvers: 'approvers',
  approvalOver: 'approval_over',
  approvalMinutes: 'approval_minutes',
  dailyCap: 'daily_cap',
  boundChannel: 'bound_channel',
  boundSessions: 'bound_sessions',
} as const;

/** The block of the group select, one for each session. */
export function pickGroupsBlock(sessionId: string | null): string {
  return `pick_groups ${sessionId ?? ''}`.trim();
}

/** What the app asks Slack for; each scope has its reason in README.md. */
export const botScopes = [
  'commands',
  'chat:write',
  'chat:write.public',
  'users:read',
  'usergroups:read',
] as const;
