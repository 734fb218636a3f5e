import { wrap } from '../transcript/draw-modal.ts';
import type { Watch } from './watch.ts';

/** Writes a story down for a terminal: what is told, what people do, and what they then see, when it is new. */
export function createTranscript(print: (line: string) => void): Watch {
  let shown = '';
  return {
    told(line) {
      print('');
      for (const part of wrap(line)) print(part);
    },
    looks() {},
    hand() {},
    did(what, ackMs) {
      const [first = '', ...others] = wrap(
        `› ${what}${ackMs === null ? '' : `  (acknowledged in ${ackMs.toFixed(0)} ms)`}`,
      );
      print(first);
      for (const part of others) print(`  ${part}`);
    },
    saw(_place, lines) {
      const drawn = lines.join('\n');
      if (drawn === shown) return;
      // A thread or a private word comes below the card that was shown a moment ago.
      const isBelow = shown !== '' && drawn.startsWith(`${shown}\n`);
      for (const line of isBelow ? drawn.slice(shown.length + 1).split('\n') : lines) print(`  ${line}`);
      shown = drawn;
    },
    async pause() {},
  };
}
