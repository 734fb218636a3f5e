/** What an element is filled with, as the stand-in takes it: text, an option's value, several, or a whole state value. */
export type Filled = string | readonly string[] | { readonly selected_options: readonly ShownOption[] };

/** By block id, then by action id. */
export type FilledValues = Readonly<Record<string, Readonly<Record<string, Filled>>>>;

export interface ShownOption {
  readonly text: { readonly type: 'plain_text' | 'mrkdwn'; readonly text: string };
  readonly value: string;
  readonly description?: { readonly type: 'plain_text' | 'mrkdwn'; readonly text: string };
}

/** Names as the person who looks would see them; an id nobody knows stays as it is. */
export interface Names {
  readonly user: (userId: string) => string;
  readonly channel: (channelId: string) => string;
  readonly userGroup: (userGroupId: string) => string;
}

/** Somebody or something that can be chosen from a list of Slack's own. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** Where blocks stand, and what they can do there. */
export interface Surface {
  readonly names: Names;
  /** The people of the workspace, for selects of users. */
  readonly people: readonly Choice[];
  /** Its channels, for selects of conversations. */
  readonly conversations: readonly Choice[];
  /** A button was pressed, or a menu used that tells the app at once. */
  act(use: { readonly blockId: string; readonly actionId: string; readonly value?: Filled }): void;
  /** The app's answer to what was typed into an external select, each option with what stands above it. */
  suggest(typing: {
    readonly blockId: string;
    readonly actionId: string;
    readonly typed: string;
  }): Promise<readonly { readonly option: ShownOption; readonly label: string | null }[]>;
  /** What inputs hold; null where there is no form: in messages. */
  readonly form: Form | null;
}

export interface Form {
  /** What an input holds now; undefined when nothing. In the shape that `view.state.values` has. */
  readonly stateOf: (blockId: string, actionId: string) => Readonly<Record<string, unknown>> | undefined;
  fill(blockId: string, actionId: string, filled: Filled): void;
  /** What the app said was wrong, by block id. */
  readonly errors: Readonly<Record<string, string>>;
}
