/** `3:12 PM`, as Slack writes the time of a message. */
export function timeOf(ts: string): string {
  return new Date(Number(ts) * 1_000).toLocaleTimeString([], { hour: 'numeric', minute: '2-digit' });
}
