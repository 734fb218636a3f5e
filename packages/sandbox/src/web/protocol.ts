/** What goes between the sandbox's server and its page. Types alone: both sides import them. */

type Json = Readonly<Record<string, unknown>>;

/** Everything the page draws. Sent whole at first, then those of its parts that have changed. */
export interface Snapshot {
  /** Counts the starts: another run is another world, and nothing of the last one is left. */
  readonly run: number;
  /** True while the stand-ins and the app are being started anew. */
  readonly isStarting: boolean;
  /** Epoch milliseconds, by the server's clock. */
  readonly now: number;
  readonly workspaces: readonly ShownWorkspace[];
  readonly wasend: ShownWasend;
  readonly ledger: ShownLedger;
  /** What real Slack or Wasend would object to. */
  readonly problems: readonly string[];
  /** The newest lines of the app's log. */
  readonly log: readonly string[];
  readonly stories: readonly { readonly name: string; readonly title: string; readonly about: string }[];
  readonly play: ShownPlay | null;
  /** Why nothing newer can be shown; null while all is well. */
  readonly fault: string | null;
}

export interface ShownWorkspace {
  readonly id: string;
  readonly name: string;
  readonly botUserId: string;
  readonly users: readonly ShownUser[];
  readonly channels: readonly ShownChannel[];
  readonly userGroups: readonly { readonly id: string; readonly handle: string }[];
}

export type Role = 'owner' | 'admin' | 'member' | 'guest' | 'other organisation';

export interface ShownUser {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Open modals, the one on top last. */
  readonly modals: readonly ShownView[];
  readonly home: ShownView | null;
}

export interface ShownView {
  readonly id: string;
  /** The tab of the browser it stands in; null where it was opened by nobody's hand. */
  readonly tab: string | null;
  readonly content: Json;
  /** `view.state.values`. */
  readonly state: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly errors: Readonly<Record<string, string>>;
  /** What Slack itself says in the modal when the app did not answer; null when all is well. */
  readonly failure: string | null;
}

export interface ShownChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly members: readonly string[];
  readonly isAppIn: boolean;
  readonly isArchived: boolean;
  readonly messages: readonly ShownMessage[];
}

export interface ShownMessage {
  readonly ts: string;
  readonly threadTs: string | null;
  /** Who wrote it: a person's id, or null for the app. */
  readonly userId: string | null;
  /** The only person who sees it; null when the channel does. */
  readonly onlyFor: string | null;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly edits: number;
}

export interface ShownWasend {
  readonly sessions: readonly ShownSession[];
  /** Oldest first. */
  readonly calls: readonly ShownCall[];
  readonly lanes: readonly ShownLane[];
}

export interface ShownSession {
  readonly id: string;
  readonly name: string;
  readonly phoneNumber: string;
  readonly status: string;
  readonly keyEnd: string;
  readonly groups: readonly ShownGroup[];
}

export interface ShownGroup {
  readonly id: string;
  readonly name: string;
  readonly standing: string;
  readonly memberCount: number;
  /** Community, announcements, locked. */
  readonly traits: readonly string[];
}

export interface ShownMember {
  readonly phoneNumber: string;
  readonly role: string;
}

export interface ShownCall {
  readonly at: number;
  readonly endedAt: number | null;
  readonly method: string;
  readonly path: string;
  readonly route: string | null;
  readonly keyEnd: string | null;
  readonly status: number | null;
  /** Whether it really took the number out. */
  readonly did: boolean;
  readonly fault: string | null;
}

/** Leave calls of one API key within the sliding window. */
export interface ShownLane {
  readonly keyEnd: string;
  /** Epoch milliseconds of each call in the window. */
  readonly at: readonly number[];
  readonly limit: number;
  readonly windowMs: number;
}

/** The whole ledger, read from the app's own store. */
export interface ShownLedger {
  /** Oldest first. */
  readonly entries: readonly ShownEntry[];
  /** Why the store cannot be read at all; null when it can. */
  readonly fault: string | null;
}

export interface ShownEntry {
  readonly workspaceId: string;
  readonly sequence: number;
  /** The request or the note it tells of. */
  readonly subjectId: string;
  readonly version: number;
  readonly time: number;
  readonly type: string;
  /** The whole stored row where it does not read. */
  readonly data: Json;
  /** The first eight hex digits. */
  readonly hash: string;
  /** Why this row does not read; null when it does. */
  readonly fault: string | null;
}

/** A story that plays, or has played, in front of whoever looks. */
export interface ShownPlay {
  readonly story: string;
  readonly title: string;
  readonly about: string;
  /** The tab it is played for. */
  readonly tab: string;
  /** What was told so far; the newest last. */
  readonly lines: readonly string[];
  /** How many lines there will be. */
  readonly steps: number;
  /** What the hand of the story is about to do; null while it rests. */
  readonly hand: Hand | null;
  /** Whom the page should follow, and where they look: a channel's id, or `home`. Null before the first scene. */
  readonly userId: string | null;
  readonly at: string | null;
  readonly state: 'starting' | 'playing' | 'paused' | 'done' | 'failed';
}

/** What a story does on the screen: a button or a field is named by its action id, `submit` is the modal's own. */
export interface Hand {
  readonly kind: 'types' | 'presses' | 'fills';
  /** The line typed, or the name of the button or field. */
  readonly what: string;
}

/** What came of an act. `told` is what Slack itself would say on the screen. */
export type ActResult =
  | {
      readonly ok: true;
      readonly told?: string;
      readonly options?: readonly Json[];
      /** What stands above each of the options; null where nothing does. */
      readonly labels?: readonly (string | null)[];
      readonly members?: readonly ShownMember[];
    }
  | { readonly ok: false; readonly why: string };
