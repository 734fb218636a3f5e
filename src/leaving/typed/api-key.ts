/** Why a text cannot be a Wasend API key. */
export type MalformedKey = 'nothing' | 'bearer' | 'not-ascii';

export type KeyReference =
  | { readonly kind: 'key'; readonly apiKey: string }
  | { readonly kind: 'malformed'; readonly why: MalformedKey };

/**
 * Reads an API key as it was pasted. Only what an HTTP header can carry is taken; nothing inside is repaired, because a
 * key that was changed is another key. Never throws.
 */
export function parseApiKey(input: string): KeyReference {
  const text = input.trim();
  if (text === '') return { kind: 'malformed', why: 'nothing' };
  if (/^bearer\b/i.test(text)) return { kind: 'malformed', why: 'bearer' };
  if (!/^[\x21-\x7e]+$/.test(text) || /^["'`]|["'`]$/.test(text))
    return { kind: 'malformed', why: 'not-ascii' };
  return { kind: 'key', apiKey: text };
}
