/** Slack's limits that texts are cut by. https://docs.slack.dev/reference/block-kit */

export const mostSectionCharacters = 3_000;
/** `chat.update` refuses longer fallback texts. https://docs.slack.dev/reference/methods/chat.update */
export const mostTextCharacters = 4_000;
/** Not documented: messages near 13,200 characters in all come back as msg_blocks_too_long (bolt-js#2509). */
export const mostMessageCharacters = 12_000;
export const mostErrorCharacters = 2_000;
/** Text, description and value of an option. */
export const mostOptionCharacters = 75;
export const mostOptions = 100;
/** Sections longer than this many lines are always shown whole. */
export const mostFoldedLines = 8;
