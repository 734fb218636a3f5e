/** What goes between the sandbox's server and its page. Types alone: both sides import them. */

type Json = Readonly<Record<string, unknown>>;

/** Everything the page draws. Sent whole whenever something in it has changed. */
export interface Snapshot {
  /** Counts the starts: another run is another world, and nothing of the last one is left. */
  readonly run: number;
  /** True while the stand-ins and the app are being started anew. */
  readonly isStarting: boolean;
  /** Epoch milliseconds, by the server's clock. */
  readonly now: number;
  readonly workspaces: readonly ShownWorkspace[];
  readonly wasend: ShownWasend;
  /** The whole ledger, oldest first, read from the app's own store. */
  readonly ledger: readonly ShownEntry[];
  /** What real Slack or Wasend would object to. */
  readonly problems: readonly string[];
  /** The newest lines of the app's log. */
  readonly log: readonly string[];
  readonly stories: readonly { readonly name: string; readonly title: string; readonly about: string }[];
  readonly play: ShownPlay | null;
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
  readonly members: readonly { readonly phoneNumber: string; readonly role: string }[];
  /** Community, announcements, locked. */
  readonly traits: readonly string[];
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

export interface ShownEntry {
  readonly workspaceId: string;
  readonly sequence: number;
  readonly requestId: string;
  readonly version: number;
  readonly time: number;
  readonly type: string;
  readonly data: Json;
  /** The first eight hex digits. */
  readonly hash: string;
}

/** A story that plays, or has played, in front of whoever looks. */
export interface ShownPlay {
  readonly story: string;
  readonly title: string;
  /** What was told so far; the newest last. */
  readonly lines: readonly string[];
  /** Whom the page should follow, and where they look: a channel's id, or `home`. Null before the first scene. */
  readonly userId: string | null;
  readonly at: string | null;
  readonly state: 'playing' | 'done' | 'failed';
}

/** What came of an act. `told` is what Slack itself would say on the screen. */
export type ActResult =
  | { readonly ok: true; readonly told?: string; readonly options?: readonly Json[] }
  | { readonly ok: false; readonly why: string };
