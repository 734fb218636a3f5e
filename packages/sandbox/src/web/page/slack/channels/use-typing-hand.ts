import { useEffect, useState } from 'preact/hooks';
import { useSandbox } from '../../sandbox-context.ts';

const perCharacterMs = 30;

/** What the hand of a story has typed so far; null while it types nothing. */
export function useTypingHand(): string | null {
  const hand = useSandbox().play.shown?.hand ?? null;
  const line = hand?.kind === 'types' ? hand.what : null;
  const [length, setLength] = useState(0);
  useEffect(() => {
    setLength(0);
    if (line === null) return;
    const timer = setInterval(() => setLength((before) => Math.min(before + 1, line.length)), perCharacterMs);
    return () => clearInterval(timer);
  }, [line]);
  return line?.slice(0, length) ?? null;
}
