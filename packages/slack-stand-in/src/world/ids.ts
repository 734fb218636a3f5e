/** Makes ids in the shapes Slack uses, from counters: the same acts give the same ids. */
export interface Ids {
  /** A message timestamp: seconds of now, then a counter, so later is always greater. */
  messageTs(): string;
  /** `prefix` and a counter, such as V0000001. */
  next(prefix: string): string;
  triggerId(workspaceId: string): string;
  viewHash(): string;
}

export function createIds(now: () => number): Ids {
  const counters = new Map<string, number>();
  const count = (name: string): number => {
    const next = (counters.get(name) ?? 0) + 1;
    counters.set(name, next);
    return next;
  };
  let latestSecond = 0;
  const second = (): number => {
    latestSecond = Math.max(latestSecond, Math.floor(now() / 1000));
    return latestSecond;
  };
  const hex = (value: number): string => value.toString(16).padStart(8, '0');
  return {
    messageTs: () => `${second()}.${String(count('ts')).padStart(6, '0')}`,
    next: (prefix) => `${prefix}${String(count(prefix)).padStart(7, '0')}`,
    triggerId: (workspaceId) => {
      const workspaceNumber =
        Array.from(workspaceId).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1e9;
      return `${100_000 + count('trigger')}.${workspaceNumber}.${hex(count('trigger-secret'))}`;
    },
    viewHash: () => `${second()}.${hex(count('hash'))}`,
  };
}
