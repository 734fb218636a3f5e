import type { JsonObject } from './json.ts';

/** What a message said at one time. */
export interface MessageContent {
  readonly text: string;
  readonly blocks: readonly JsonObject[];
}

export interface StoredMessage {
  readonly ts: string;
  readonly channelId: string;
  readonly workspaceId: string;
  readonly threadTs: string | null;
  /** How it came to be there. */
  readonly via: 'chat.postMessage' | 'chat.postEphemeral' | 'response_url' | 'command-reply';
  /** The only person who sees it; null when the whole channel does. */
  readonly onlyFor: string | null;
  readonly metadata: unknown;
  text: string;
  blocks: readonly JsonObject[];
  /** What it said before each edit, oldest first, with the time of the edit (epoch ms). */
  readonly edits: { readonly before: MessageContent; readonly editedAt: number }[];
  deletedAt: number | null;
}

export type NewMessage = Omit<StoredMessage, 'edits' | 'deletedAt'>;

/** Every message ever posted, in order. Nothing is thrown away: a deleted one keeps `deletedAt`. */
export interface MessageStore {
  readonly all: readonly StoredMessage[];
  post(message: NewMessage): StoredMessage;
  edit(message: StoredMessage, content: MessageContent): void;
  remove(message: StoredMessage): void;
  find(channelId: string, ts: string): StoredMessage | undefined;
  /** What everyone in the channel sees now, thread replies included. */
  inChannel(channelId: string): StoredMessage[];
  repliesTo(channelId: string, threadTs: string): StoredMessage[];
  /** What only this person sees now, anywhere or in one channel. */
  onlyFor(userId: string, channelId?: string): StoredMessage[];
}

export function createMessageStore(now: () => number): MessageStore {
  const all: StoredMessage[] = [];
  const living = () => all.filter(({ deletedAt }) => deletedAt === null);
  const inChannel = (channelId: string) =>
    living().filter((message) => message.channelId === channelId && message.onlyFor === null);
  return {
    all,
    post(message) {
      const stored: StoredMessage = { ...message, edits: [], deletedAt: null };
      all.push(stored);
      return stored;
    },
    edit(message, content) {
      message.edits.push({ before: { text: message.text, blocks: message.blocks }, editedAt: now() });
      message.text = content.text;
      message.blocks = content.blocks;
    },
    remove(message) {
      message.deletedAt = now();
    },
    find: (channelId, ts) => living().find((message) => message.channelId === channelId && message.ts === ts),
    inChannel,
    repliesTo: (channelId, threadTs) =>
      inChannel(channelId).filter((message) => message.threadTs === threadTs),
    onlyFor: (userId, channelId) =>
      living().filter(
        (message) => message.onlyFor === userId && (!channelId || message.channelId === channelId),
      ),
  };
}
