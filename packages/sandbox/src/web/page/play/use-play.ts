import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ShownPlay, Snapshot } from '../../protocol.ts';
import type { SentAct } from '../../run/acts.ts';
import type { Look } from '../look.ts';
import { tabId } from '../tab-id.ts';
import type { Go } from '../use-look.ts';

/** The story this tab watches. */
export interface Play {
  /** What is played for this tab; null where nothing is. */
  readonly shown: ShownPlay | null;
  /** The story that was asked for and is not there yet. */
  readonly awaited: string | null;
  /** Plays a story from its beginning. */
  start(name: string): void;
}

/** Plays what the address or somebody's hand asks for, once, and follows it with the eyes of its people. */
export function usePlay(
  look: Look,
  go: Go,
  snapshot: Snapshot | null,
  perform: (act: SentAct) => Promise<unknown>,
): Play {
  const [awaited, setAwaited] = useState<string | null>(look.play);
  const { play: wanted, isFast } = look;
  const start = useCallback(
    (story: string) => {
      setAwaited(story);
      go({ as: null, at: null, thread: null, play: null });
      void perform({ do: 'play', story, isFast }).then(() => setAwaited(null));
    },
    [go, isFast, perform],
  );
  const isThere = snapshot !== null;
  // Once it plays, the address asks for it no more: whoever loads the page anew goes on where they are.
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (!isThere || wanted === null || wanted === asked.current) return;
    asked.current = wanted;
    start(wanted);
  }, [isThere, wanted, start]);

  const play = snapshot?.play ?? null;
  const shown = play?.tab === tabId() ? play : null;
  const { userId = null, at = null, state = 'done' } = shown ?? {};
  const isOn = state === 'playing' || state === 'paused';
  const wasOn = useRef(false);
  const followed = useRef<string | null>(null);
  useEffect(() => {
    // The last step and the end may come at once: the end is followed too, but takes nobody back who has gone elsewhere.
    const follows = isOn || wasOn.current;
    wasOn.current = isOn;
    const place = `${userId} ${at}`;
    if (follows && userId !== null && at !== null && place !== followed.current)
      go({ as: userId, at, thread: null }, 'no-step');
    followed.current = follows ? place : null;
  }, [isOn, userId, at, go]);
  return { shown: awaited === null ? shown : null, awaited, start };
}
