/** A key as it may be told: its last four characters. */
export function keyWord(apiKey: string): string {
  return `ends in ${apiKey.slice(-4)}`;
}
