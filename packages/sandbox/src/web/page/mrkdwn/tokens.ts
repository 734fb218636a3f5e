/** A part of a text that does something or that Slack looks up. `source` is how it stands in the text. */
export type LiveToken = { readonly source: string } & (
  | { readonly kind: 'user' | 'channel' | 'user-group'; readonly id: string }
  | { readonly kind: 'broadcast'; readonly range: string }
  | { readonly kind: 'link'; readonly url: string; readonly label: string }
  /** `at` is epoch seconds; null where Slack could read no time and shows the fallback. */
  | {
      readonly kind: 'date';
      readonly at: number | null;
      readonly format: string;
      readonly url: string | null;
      readonly fallback: string;
    }
);

export interface EmojiToken {
  readonly kind: 'emoji';
  /** Without its colons. */
  readonly name: string;
  readonly character: string;
}

export type Format = 'bold' | 'italic' | 'strike' | 'code' | 'code-block' | 'quote';

export interface FormattedToken {
  readonly kind: Format;
  readonly content: readonly Token[];
}

export interface TextToken {
  readonly kind: 'text';
  readonly text: string;
}

export type Token = TextToken | EmojiToken | LiveToken | FormattedToken;

/** `&lt;`, `&gt;` and `&amp;` as the characters they stand for; each is read once. */
export function readEntities(text: string): string {
  return text.replaceAll(/&(amp|lt|gt);/gu, (_, name: string) => characters[name] ?? name);
}

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };
