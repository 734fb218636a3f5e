import { randomFillSync } from 'node:crypto';

const drawn = new Uint8Array(256);
let used = drawn.length;

/**
 * A random share of one, in steps of 1/256, from the system's generator: drawn by the hundred, for `ulid` by itself asks
 * for the sixteen of an id one by one.
 */
export function randomShare(): number {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const byte = drawn[used] ?? 0;
  // What was given out is not kept.
  drawn[used] = 0;
  used += 1;
  return byte / 256;
}
