/** The emoji this sandbox knows by name: those the app uses, and some that a stranger's name may hold. */
const characters: ReadonlyMap<string, string> = new Map([
  ['warning', '⚠️'],
  ['octagonal_sign', '🛑'],
  ['white_check_mark', '✅'],
  ['x', '❌'],
  ['hourglass_flowing_sand', '⏳'],
  ['information_source', 'ℹ️'],
  ['lock', '🔒'],
  ['no_entry', '⛔'],
  ['tada', '🎉'],
  ['fire', '🔥'],
  ['heart', '❤️'],
  ['smile', '😄'],
  ['rocket', '🚀'],
  ['+1', '👍'],
]);

/** The character of an emoji by its name without colons; undefined for a name that stays as it is typed. */
export function emojiCharacter(name: string): string | undefined {
  return characters.get(name);
}

/** A plain text with the names of emoji in colons turned into them. */
export function withEmoji(text: string): string {
  return text.replaceAll(/:([a-z0-9_+-]+):/gu, (whole, name: string) => emojiCharacter(name) ?? whole);
}
