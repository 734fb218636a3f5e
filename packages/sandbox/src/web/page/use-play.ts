import { useEffect, useRef } from 'preact/hooks';
import type { SentAct } from '../acts.ts';
import type { Snapshot } from '../protocol.ts';
import type { Look } from './look.ts';
import type { Go } from './use-look.ts';

/** Plays the story that the address asks for, once for each time it is asked, and follows it with the eyes of its people. */
export function usePlay(
  look: Look,
  go: Go,
  snapshot: Snapshot | null,
  perform: (act: SentAct) => Promise<unknown>,
): void {
  const asked = useRef<string | null>(null);
  const { play: wanted, isFast } = look;
  const isThere = snapshot !== null;
  useEffect(() => {
    if (!isThere || wanted === asked.current) return;
    asked.current = wanted;
    if (wanted !== null) void perform({ do: 'play', story: wanted, isFast });
  }, [isThere, wanted, isFast, perform]);

  const { userId = null, at = null, state = 'done' } = snapshot?.play ?? {};
  // Whoever comes when it is over wants to look where their own address leads.
  const sawIt = useRef(false);
  sawIt.current ||= state === 'playing';
  useEffect(() => {
    if (sawIt.current && userId !== null && at !== null) go({ as: userId, at, thread: null }, 'no-step');
  }, [userId, at, go]);
}
