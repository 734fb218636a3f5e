import { initialState, type ViewState } from '../element-state.ts';
import type { JsonObject } from '../json.ts';

/** What a message said at one time. */
export interface MessageContent {
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly attachments: readonly JsonObject[];
}

export interface StoredMessage {
  readonly ts: string;
  readonly channelId: string;
  readonly workspaceId: string;
  readonly threadTs: string | null;
  /** How it came to be there. */
  readonly via: 'chat.postMessage' | 'chat.postEphemeral' | 'response_url' | 'command-reply' | 'person';
  /** The only person who sees it; null when the whole channel does. */
  readonly onlyFor: string | null;
  readonly metadata: unknown;
  /** The person who wrote it; null for the app. */
  readonly author: string | null;
  /** The name and picture (`:emoji:` or an address) that the app asked to be shown under; null for its own. */
  readonly username: string | null;
  readonly icon: string | null;
  /** A reply that is shown in the channel as well. */
  readonly isBroadcast: boolean;
  text: string;
  blocks: readonly JsonObject[];
  attachments: readonly JsonObject[];
  /** What is chosen in it now, by block id and action id. */
  state: ViewState;
  /** Emoji names and who reacted with them. */
  readonly reactions: Map<string, Set<string>>;
  /** What it said before each edit, oldest first, with the time of the edit (epoch ms). */
  readonly edits: { readonly before: MessageContent; readonly editedAt: number }[];
  deletedAt: number | null;
}

type Kept = 'edits' | 'deletedAt' | 'state' | 'reactions';
/** Where it is the app that writes, under its own name and without attachments, these are left out. */
type Shown = 'author' | 'username' | 'icon' | 'isBroadcast' | 'attachments';
export type NewMessage = Omit<StoredMessage, Kept | Shown> & Partial<Pick<StoredMessage, Shown>>;

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

/** The blocks of a message, those in its attachments included. */
export function allBlocksOf({
  blocks,
  attachments,
}: Pick<MessageContent, 'blocks' | 'attachments'>): JsonObject[] {
  const attached = attachments.flatMap((one) =>
    Array.isArray(one.blocks) ? (one.blocks as JsonObject[]) : [],
  );
  return [...blocks, ...attached];
}

export function createMessageStore(now: () => number): MessageStore {
  const all: StoredMessage[] = [];
  const living = () => all.filter(({ deletedAt }) => deletedAt === null);
  const inChannel = (channelId: string) =>
    living().filter((message) => message.channelId === channelId && message.onlyFor === null);
  return {
    all,
    post(message) {
      const shown = { author: null, username: null, icon: null, isBroadcast: false, attachments: [] };
      const content = { ...shown, ...message };
      const stored: StoredMessage = {
        ...content,
        state: initialState({ blocks: allBlocksOf(content) }),
        reactions: new Map(),
        edits: [],
        deletedAt: null,
      };
      all.push(stored);
      return stored;
    },
    edit(message, content) {
      const { text, blocks, attachments } = message;
      message.edits.push({ before: { text, blocks, attachments }, editedAt: now() });
      message.text = content.text;
      message.blocks = content.blocks;
      message.attachments = content.attachments;
      message.state = initialState({ blocks: allBlocksOf(content) }, message.state);
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
