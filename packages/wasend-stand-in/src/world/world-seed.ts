/** What a number is in a group. */
export type Standing = 'owner' | 'admin' | 'member' | 'not-a-member';

export interface GroupSeed {
  /** The next free `120363…@g.us` when left out. */
  readonly id?: string;
  /** '' is a nameless group. */
  readonly name?: string;
  readonly description?: string;
  /** What the session's number is in it; a plain member when left out. */
  readonly standing?: Standing;
  /** People besides the stand-in's own numbers; 4 when left out. */
  readonly otherMembers?: number;
  /** How many of them are admins; the first is the owner unless a session is. 1 when left out, 0 next to an own owner. */
  readonly otherAdmins?: number;
  /** Only admins edit the group's info. */
  readonly isLocked?: boolean;
  /** Only admins post. */
  readonly isAnnounce?: boolean;
  /** A community, not a chat. */
  readonly isParent?: boolean;
  /** The community's announcement group. */
  readonly isDefaultSubGroup?: boolean;
  readonly linkedParentId?: string;
  /** How members are written: by number, by LID with the number beside it, or by LID alone. */
  readonly addressing?: 'pn' | 'lid' | 'lid-only';
  /** Reads show the empty row some stores keep: no name, no members, zero times (WAHA #1471). */
  readonly hasEmptyRow?: boolean;
  /** 22 letters and digits of both cases. */
  readonly inviteCode?: string;
}

export interface SessionSeed {
  readonly id: string;
  readonly name?: string;
  /** As the reads of sessions tell it: usually with the leading +. */
  readonly phoneNumber?: string;
  /** As WhatsApp knows it, and groups show it, with the leading +; like `phoneNumber` when left out. */
  readonly memberNumber?: string;
  /** `…@lid` */
  readonly lid?: string;
  /** Any word; WORKING when left out. */
  readonly status?: string;
  readonly groups?: readonly GroupSeed[];
}

export interface WorldSeed {
  readonly keys: readonly { readonly key: string; readonly sessions?: readonly SessionSeed[] }[];
}
