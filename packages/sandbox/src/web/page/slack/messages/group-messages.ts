import type { ShownMessage } from '../../../protocol.ts';

const minuteOf = ({ ts }: ShownMessage): number => Math.floor(Number(ts) / 60);

/** Whether a message stands below the one before it without its author being named again. */
export function isContinued(before: ShownMessage | undefined, message: ShownMessage): boolean {
  return (
    before !== undefined &&
    before.userId === message.userId &&
    before.onlyFor === message.onlyFor &&
    minuteOf(before) === minuteOf(message)
  );
}

const dayMs = 86_400_000;

/** `Today`, `Yesterday`, or the day as Slack writes it. */
export function dayOf({ ts }: ShownMessage, now: number = Date.now()): string {
  const at = new Date(Number(ts) * 1_000);
  const isSame = (other: number): boolean => new Date(other).toDateString() === at.toDateString();
  if (isSame(now)) return 'Today';
  if (isSame(now - dayMs)) return 'Yesterday';
  return at.toLocaleDateString([], { weekday: 'long', month: 'long', day: 'numeric' });
}
