import type { Bench } from '../bench.ts';
import { playStory } from '../stories/play-story.ts';
import type { Story } from '../stories/stage.ts';
import type { ShownPlay } from './protocol.ts';

/** Long enough to read a line and look at what has changed, and to see what a hand does. */
const pauseMs = { read: 2_400, act: 900 } as const;

interface Played {
  readonly name: string;
  readonly story: Story;
  /** Without pauses to read in. */
  readonly isFast: boolean;
}

/** Plays a story in front of whoever has the page open, and says at each step how far it is. Never rejects: a story that does not come true says so as its last line. */
export async function playInFront(
  bench: Bench,
  { name, story, isFast }: Played,
  show: (play: ShownPlay) => void,
): Promise<void> {
  let play: ShownPlay = {
    story: name,
    title: story.title,
    lines: [],
    userId: null,
    at: null,
    state: 'playing',
  };
  const turn = (change: Partial<ShownPlay>): void => {
    play = { ...play, ...change };
    show(play);
  };
  turn({});
  try {
    await playStory(bench, story, {
      told: (line) => turn({ lines: [...play.lines, line] }),
      looks: ({ userId, at }) => turn({ userId, at }),
      did: () => {},
      saw: () => {},
      pause: (what) => new Promise((resolve) => setTimeout(resolve, isFast ? 0 : pauseMs[what])),
    });
    turn({ state: 'done' });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    turn({ state: 'failed', lines: [...play.lines, why] });
  }
}
