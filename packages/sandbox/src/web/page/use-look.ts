import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Look, readLook, type SideTab, writeLook } from './look.ts';

/** Where the panes do not fit beside each other. */
const isSmall = (): boolean => matchMedia('(width < 900px)').matches;
const usualSide = (): SideTab | null => (isSmall() ? null : 'whatsapp');

/** Looks elsewhere. What the page does by itself leaves no step behind to go back to. */
export type Go = (change: Partial<Look>, how?: 'step' | 'no-step') => void;

/** The look of the address bar, and the way to another one: back and forward work as in any page. */
export function useLook(): readonly [Look, Go] {
  const [look, setLook] = useState(() => readLook(location.search, usualSide()));
  useEffect(() => {
    const follow = (): void => setLook(readLook(location.search, usualSide()));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const go = useCallback<Go>((change, how = 'step') => {
    setLook((before) => {
      const after = { ...before, ...change };
      const address = writeLook(after, usualSide());
      if (how === 'no-step') history.replaceState(null, '', address);
      else if (address !== writeLook(before, usualSide())) history.pushState(null, '', address);
      return after;
    });
  }, []);
  return [look, go];
}
