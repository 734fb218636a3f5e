import type { Bench } from '../../bench.ts';
import { countSteps } from '../../stories/count-steps.ts';
import { playStory } from '../../stories/play-story.ts';
import type { Story } from '../../stories/stage.ts';
import type { ShownPlay } from '../protocol.ts';
import { createPlayer, NobodyWatches, type Player } from './player.ts';

/** A line is held as long as reading it takes, and never shorter than this. */
const shortestReadMs = 2_600;
const perCharacterMs = 38;
/** To see what a hand is about to do. */
const actMs = 1_100;
const perTypedCharacterMs = 30;

interface Played {
  readonly name: string;
  readonly story: Story;
  /** Without pauses to read in. */
  readonly isFast: boolean;
  /** The tab it is played for. */
  readonly tab: string;
}

/** What a story is shown as before its first step. */
export async function announce({ name, story, tab }: Played): Promise<ShownPlay> {
  return {
    story: name,
    title: story.title,
    about: story.about,
    tab,
    lines: [],
    steps: await countSteps(story),
    userId: null,
    at: null,
    hand: null,
    state: 'starting',
  };
}

/**
 * Plays a story for whoever asked for it, and says at each step how far it is. What runs is answered at once, to be
 * paused and ended; a story that does not come true says so as its last line.
 */
export function playInFront(
  bench: Bench,
  { story, isFast, announced }: Played & { readonly announced: ShownPlay },
  show: (play: ShownPlay) => void,
): Player {
  let play = announced;
  const turn = (change: Partial<ShownPlay>): void => {
    play = { ...play, ...change };
    show(play);
  };
  const player = createPlayer(() => {
    if (play.state === 'playing' || play.state === 'paused')
      turn({ state: player.isPaused ? 'paused' : 'playing' });
  });
  turn({ state: 'playing' });
  const watch = {
    told: (line: string) => turn({ lines: [...play.lines, line] }),
    looks: ({ userId, at }: { userId: string; at: string }) => turn({ userId, at }),
    hand: (hand: ShownPlay['hand']) => turn({ hand }),
    did: () => {},
    saw: () => {},
    pause: (what: 'read' | 'act', words: string) => player.wait(isFast ? 0 : lengthOf(what, words)),
  };
  playStory(bench, story, watch)
    .then(() => turn({ state: 'done', hand: null }))
    .catch((error: unknown) => {
      if (error instanceof NobodyWatches) return;
      const why = error instanceof Error ? error.message : String(error);
      turn({ state: 'failed', hand: null, lines: [...play.lines, why] });
    });
  return player;
}

function lengthOf(what: 'read' | 'act', words: string): number {
  if (what === 'act') return actMs + words.length * perTypedCharacterMs;
  return Math.max(shortestReadMs, words.length * perCharacterMs);
}
