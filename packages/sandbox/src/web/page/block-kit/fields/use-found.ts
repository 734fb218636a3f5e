import { useEffect, useRef, useState } from 'preact/hooks';
import type { Choosable } from './choosable.ts';

/**
 * What is found for what was typed, once typing rests; null while it is looked for. An answer that comes after a newer
 * question is passed over.
 */
export function useFound(
  typed: string,
  isOpen: boolean,
  waitMs: number,
  find: (typed: string) => Promise<readonly Choosable[]>,
): readonly Choosable[] | null {
  const [found, setFound] = useState<readonly Choosable[] | null>(null);
  const newest = useRef(find);
  newest.current = find;
  useEffect(() => {
    if (!isOpen) return;
    let isWanted = true;
    setFound(null);
    const timer = setTimeout(() => {
      void newest.current(typed).then((answer) => {
        if (isWanted) setFound(answer);
      });
    }, waitMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [typed, isOpen, waitMs]);
  return found;
}
