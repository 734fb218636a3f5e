/** So many of these, drawn by a seed: the same seed draws the same. All of them where there are no more. */
export function sample<T>(all: readonly T[], size: number, seed: number): T[] {
  const left = [...all];
  const drawn: T[] = [];
  let state = seed >>> 0;
  while (drawn.length < size && left.length > 0) {
    // Mulberry32: small, and good enough to draw lots.
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    drawn.push(...left.splice(((mixed ^ (mixed >>> 14)) >>> 0) % left.length, 1));
  }
  return drawn;
}
