/**
 * What takes no room on a screen: bidi marks and embeddings, zero-width characters, soft hyphens, byte order marks,
 * variation selectors, fillers. Phones, web pages and spreadsheets put them in without being asked.
 */
const hidden = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** The text as it is seen. Pure; idempotent. */
export function withoutHiddenMarks(text: string): string {
  return text.replace(hidden, '');
}
