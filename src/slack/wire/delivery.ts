/** The parts of a delivery that say whose it is and where its person can be answered; none is sure to be there. */
export interface Delivery {
  readonly type?: string;
  /** Set with a command. */
  readonly command?: string;
  readonly text?: string;
  readonly user_id?: string;
  readonly response_url?: string;
  readonly user?: { readonly id?: string };
  readonly event?: {
    readonly type?: string;
    readonly user?: string | { readonly id?: string };
    /** Set where a workflow waits for its step. */
    readonly function_execution_id?: string;
  };
}

/** What the log calls a delivery. */
export function kindOf({ type, command, event }: Delivery): string {
  return event?.type ?? (command === undefined ? (type ?? 'unknown') : 'command');
}

/** Slack itself tells that nothing came, at every keystroke; and who closes a view has gone. */
const nobodyWaitsFor: readonly string[] = [
  'block_suggestion',
  'view_closed',
  'app_uninstalled',
  'tokens_revoked',
  'function_executed',
];

/** The person who did something and waits; null where nobody does. */
export function personWaiting(delivery: Delivery): string | null {
  if (nobodyWaitsFor.includes(kindOf(delivery))) return null;
  const ofEvent = delivery.event?.user;
  return (
    delivery.user?.id ?? delivery.user_id ?? (typeof ofEvent === 'string' ? ofEvent : ofEvent?.id) ?? null
  );
}

/** True where what broke may have come after something was recorded. */
export function mayHaveConfirmed(delivery: Delivery): boolean {
  const kind = kindOf(delivery);
  return kind === 'command' ? /^\W*stop/i.test(delivery.text ?? '') : kind !== 'app_home_opened';
}
