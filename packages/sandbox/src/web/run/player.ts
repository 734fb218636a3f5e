/** Paces a story that plays, for somebody who wants to stop at a step, or go on by hand. */
export interface Player {
  readonly isPaused: boolean;
  /** Resolves after so long, or at the next step; never while paused. */
  wait(ms: number): Promise<void>;
  pause(): void;
  resume(): void;
  /** Goes on to the next wait, and stays paused there. */
  step(): void;
  /** Nobody watches any more: the story's next wait throws. */
  end(): void;
}

/** Thrown into a story nobody watches any more. */
export class NobodyWatches extends Error {}

export function createPlayer(onChange: () => void): Player {
  let isPaused = false;
  let isOver = false;
  let goOn: (() => void) | null = null;
  let timer: NodeJS.Timeout | undefined;
  const release = (): void => {
    clearTimeout(timer);
    const waiting = goOn;
    goOn = null;
    waiting?.();
  };
  return {
    get isPaused() {
      return isPaused;
    },
    async wait(ms) {
      if (isOver) throw new NobodyWatches();
      if (ms === 0 && !isPaused) return;
      await new Promise<void>((resolve) => {
        goOn = resolve;
        if (!isPaused) timer = setTimeout(release, ms);
      });
      if (isOver) throw new NobodyWatches();
    },
    pause() {
      isPaused = true;
      clearTimeout(timer);
      onChange();
    },
    resume() {
      isPaused = false;
      onChange();
      release();
    },
    step() {
      isPaused = true;
      onChange();
      release();
    },
    end() {
      isOver = true;
      release();
    },
  };
}
