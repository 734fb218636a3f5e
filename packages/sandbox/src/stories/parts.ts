/** The names the app gives to its buttons and fields, as far as stories use them: other words on them change no story. */
export const buttons = {
  /** The modal's own. */
  submit: 'submit',
  stop: 'stop_request',
  approve: 'approve_request',
  connect: 'home_connect',
  safety: 'home_rules_safety',
} as const;

export const fields = {
  groups: 'pick_groups',
  pasted: 'typed_groups',
  count: 'typed_count',
  key: 'key',
  session: 'session',
  auditChannel: 'audit_channel',
  approvers: 'approvers',
  approvalOver: 'approval_over',
} as const;
