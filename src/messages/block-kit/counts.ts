/** `1 group`, `3 groups`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The first of many, and how many more there are. */
export function someOf(all: readonly string[], most: number): string {
  const more = all.length - most;
  const some = all.slice(0, most).join(', ');
  return more > 0 ? `${some} and ${more} more` : some;
}

/** `Ada`, `Ada and Mei`, `Ada, Mei and Olu`. */
export function listOf(all: readonly string[], joint: 'and' | 'or'): string {
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} ${joint} ${last}`;
}
