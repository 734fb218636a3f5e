import type { EmojiToken } from './tokens.ts';

/** An emoji, with its name for those who do not see it. */
export function Emoji({ emoji: { name, character } }: { readonly emoji: EmojiToken }) {
  return (
    <span class="emoji" role="img" aria-label={name.replaceAll('_', ' ')} title={`:${name}:`}>
      {character}
    </span>
  );
}
