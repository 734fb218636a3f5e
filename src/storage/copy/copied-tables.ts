/** One table as a copy takes it over: the same columns in every database, in the order of a key that all sort alike. */
export interface CopiedTable {
  readonly name: string;
  /** Empty where rows have none: such a table is small, and is copied in one go. */
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

const holdUp = ['why', 'held_until', 'failing_since', 'last_try_at', 'tries'];

/** Every table but what only tells of processes that ran on the old store. */
export const copiedTables: readonly CopiedTable[] = [
  {
    name: 'entries',
    key: ['workspace_id', 'sequence'],
    columns: [
      ...['workspace_id', 'sequence', 'subject_id', 'version', 'time', 'type', 'data'],
      ...['previous_hash', 'hash', 'format'],
    ],
  },
  { name: 'chains', key: ['workspace_id'], columns: ['workspace_id', 'last_sequence', 'last_hash'] },
  { name: 'keyv', key: ['key'], columns: ['key', 'value', 'expires'] },
  {
    name: 'requests',
    key: ['request_id'],
    columns: [
      ...[
        'request_id',
        'workspace_id',
        'lane',
        'session_id',
        'number',
        'look_at',
        'asked_by',
        'after_request',
        'version',
        'is_closed',
      ],
      ...['call_group', 'call_owner', 'call_lease_until', 'step_at', 'step_tries', 'step_failing_since'],
      ...['tell_at', 'tell_tries', 'tell_failing_since', 'waiting_since', 'wait_why', 'wait_until'],
    ],
  },
  {
    name: 'leaves',
    key: ['request_id', 'group_id'],
    columns: ['request_id', 'group_id', 'workspace_id', 'session_id', 'is_open', 'is_called', 'left_at'],
  },
  {
    name: 'calls',
    key: [],
    columns: ['lane', 'workspace_id', 'session_id', 'number', 'time', 'is_leave', 'is_cut'],
  },
  { name: 'lanes', key: ['lane'], columns: ['lane', 'reads_count_until', ...holdUp] },
  {
    name: 'numbers',
    key: ['number'],
    columns: ['number', 'next_call_at', 'has_gap', ...holdUp],
  },
  {
    name: 'settings',
    key: ['workspace_id'],
    columns: ['workspace_id', 'revision', 'rules', 'changed_by', 'connection_revision'],
  },
  {
    name: 'outbox',
    key: ['note_id'],
    columns: ['note_id', 'workspace_id', 'tell_at', 'tell_tries', 'tell_failing_since'],
  },
];
