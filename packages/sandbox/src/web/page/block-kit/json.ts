/** What the app sent, of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>;

export interface TextObject {
  readonly type: 'plain_text' | 'mrkdwn';
  readonly text: string;
  /** Forbids Slack to find links and mentions of its own. */
  readonly verbatim: boolean;
  readonly emoji: boolean;
}

export function asJson(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Null when it is no text object. https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export function asText(value: unknown): TextObject | null {
  const { type, text, verbatim, emoji } = asJson(value) ?? {};
  if (typeof text !== 'string' || (type !== 'plain_text' && type !== 'mrkdwn')) return null;
  return { type, text, verbatim: verbatim === true, emoji: emoji !== false };
}

/** The string, or an empty one. */
export function asString(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
