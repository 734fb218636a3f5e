/** How hard the stand-in is on the app. */
export interface Rules {
  /**
   * What the stand-in does not know (a block, an element, a method) is refused as Slack refuses what does not exist, and
   * is a problem. Otherwise it passes with a note: Slack may well have it.
   */
  readonly isStrict: boolean;
  /**
   * The answer to a button over its response_url must say `replace_original`, and, where nothing is replaced,
   * `response_type`: what Slack takes when they are left out is not settled, and a private word may replace a public
   * card. Otherwise leaving them out is a note.
   */
  readonly requireExplicitResponse: boolean;
  /** What the app subscribed to of what people do by themselves, such as `message.channels`; null for everything. */
  readonly events: ReadonlySet<string> | null;
}
