/** Where a person looks. */
export type Place =
  /** The modal on top of what they have open. */
  | 'modal'
  /** The newest message of the channel they look at, threads left out. */
  | 'card'
  /** Everything in the channel they look at, threads included, and what is said to them alone. */
  | 'channel'
  /** The app's Home tab. */
  | 'home';

/** What can go wrong at Wasend, of the stand-in's faults, for one call of a kind. */
export interface Trouble {
  readonly fault: 'done-but-504' | '429-retry-after' | '500' | '403-owner';
  readonly call: 'leave' | 'groups';
}

/**
 * Where a story is played: at the stand-ins, for the terminal, the page and the tests; or by clicking in a browser. People
 * and channels are named as they are read on the screen; fields and buttons by their action id, so that other words on
 * them change no story, or as they are read. Whatever cannot be done or does not come true in time throws StepFailed,
 * which says what it was.
 */
export interface Stage {
  /** Says to whoever watches what is on the screen now, and leaves them the time to read it. */
  tell(line: string): Promise<void>;
  /** From now on this person acts, and looks at this channel, or at `Home` of the app. */
  lookAs(person: string, at: string): Promise<void>;
  /** Types a slash command where they look. */
  type(command: string): Promise<void>;
  /** Fills a text field of the open modal. */
  fill(field: string, text: string): Promise<void>;
  /** Chooses options of a select of the open modal by what they read, or begin with. */
  choose(field: string, ...options: string[]): Promise<void>;
  /**
   * Presses a button: of the modal where one is open, else where they look; `submit` is the modal's own. A dialog that
   * asks again is confirmed.
   */
  press(button: string): Promise<void>;
  /** Waits until these words are there. */
  see(place: Place, words: string | RegExp): Promise<void>;
  /** Waits until the person has no modal open. */
  seeNoModal(): Promise<void>;
  /** Something goes wrong at Wasend, once, from now on. */
  arrange(trouble: Trouble): Promise<void>;
  /** Waits until exactly so many calls to leave have arrived at Wasend since the story began. */
  seeLeaveCalls(count: number): Promise<void>;
}

export interface Story {
  /** In a few words, for a menu. */
  readonly title: string;
  /** What is shown by it, in one sentence. */
  readonly about: string;
  play(stage: Stage): Promise<void>;
}
