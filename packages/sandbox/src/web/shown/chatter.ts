/** What a person wrote in a channel. The app gets to see none of it. */
export interface PersonMessage {
  readonly ts: string;
  readonly channelId: string;
  readonly threadTs: string | null;
  readonly userId: string;
  readonly text: string;
}

/** Keeps what people write, beside the messages of the app. */
export interface Chatter {
  readonly all: readonly PersonMessage[];
  say(message: Omit<PersonMessage, 'ts'>): PersonMessage;
}

/** `now` is epoch ms. Timestamps are as Slack's: seconds, a point, and a counter that keeps their order. */
export function createChatter(now: () => number): Chatter {
  const all: PersonMessage[] = [];
  return {
    all,
    say(message) {
      // Half a million keeps clear of the app's own counters in the same second.
      const ts = `${Math.floor(now() / 1_000)}.${String(500_000 + all.length).padStart(6, '0')}`;
      const said = { ...message, ts };
      all.push(said);
      return said;
    },
  };
}
