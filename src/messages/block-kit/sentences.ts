/** Sentences one after another; a quotation that ends without a stop gets one behind it. */
export function oneAfterAnother(parts: readonly (string | null)[]): string {
  const told = parts.filter((part) => part !== null && part !== '') as string[];
  return told
    .map((part, index) =>
      index < told.length - 1 && /[^.!?…\u2069]\u2069?”$/u.test(part) ? `${part}.` : part,
    )
    .join(' ');
}

/** With a capital letter in front, where our own words begin a line. */
export function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}
