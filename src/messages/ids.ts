/** Every name this app shares with Slack. A test holds them against `manifest.yml`. */

export const leaveCommandName = '/wasend-leave';

/** The step of Workflow Builder, in `manifest.workflow.yml`. */
export const leaveStepName = 'leave_group';

/** What the app's user is called where Slack cannot say what it was renamed to. */
export const botName = 'Wasend';

export const viewIds = {
  /** Asks which groups when the command came without any. */
  ask: 'ask_groups',
  /** Shows what will be left; its submission is the confirmation. */
  confirm: 'confirm_leave',
  /** Wasend cannot tell names or roles: what can be left by its id alone. Its submission is the confirmation. */
  leaveById: 'leave_by_id',
  /** The Wasend key, pasted. */
  connect: 'connect',
  /** Which number, which audit channel. */
  connection: 'connection',
  /** Who may leave, from where, who must approve. */
  who: 'rules_who',
  /** What is never left, and how much. */
  safety: 'rules_safety',
  /** How fast. */
  pace: 'rules_pace',
  /** Which numbers one channel sees. */
  channelSessions: 'channel_sessions',
  /** What became of each group of a request. */
  details: 'request_details',
  /** Only tells something: no submission. */
  notice: 'notice',
} as const;

export const actionIds = {
  stop: 'stop_request',
  tryAgain: 'try_again',
  approve: 'approve_request',
  decline: 'decline_request',
  details: 'request_details',
  sendList: 'send_list',
  openCard: 'open_card',
  typedGroups: 'typed_groups',
  reason: 'reason',
  pickSession: 'pick_session',
  pickGroups: 'pick_groups',
  pickFilter: 'pick_filter',
  tickGroups: 'tick_groups',
  typedCount: 'typed_count',
  homeConnect: 'home_connect',
  homeConnection: 'home_connection',
  homeDisconnect: 'home_disconnect',
  homeWho: 'home_rules_who',
  homeSafety: 'home_rules_safety',
  homePace: 'home_rules_pace',
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
  pickFilter: 'pick_filter',
  tickGroups: 'tick_groups',
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
  others: 'others',
  where: 'where',
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

/** What whoever installs the app may leave out: without them a channel shared with outsiders is not seen to be one. */
export const optionalScopes = ['channels:read', 'groups:read'] as const;

/** What the app asks Slack for; each scope has its reason in README.md. */
export const botScopes = [
  'commands',
  'chat:write',
  'chat:write.public',
  'users:read',
  'usergroups:read',
  ...optionalScopes,
] as const;
