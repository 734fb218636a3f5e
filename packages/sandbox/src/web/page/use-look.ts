import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Look, readLook, writeLook } from './look.ts';

/** Looks elsewhere. What the page does by itself leaves no step behind to go back to. */
export type Go = (change: Partial<Look>, how?: 'step' | 'no-step') => void;

/** The look of the address bar, and the way to another one: back and forward work as in any page. */
export function useLook(): readonly [Look, Go] {
  const [look, setLook] = useState(() => readLook(location.search));
  useEffect(() => {
    const follow = (): void => setLook(readLook(location.search));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const go = useCallback<Go>((change, how = 'step') => {
    setLook((before) => {
      const after = { ...before, ...change };
      const address = writeLook(after);
      if (how === 'no-step') history.replaceState(null, '', address);
      else if (address !== writeLook(before)) history.pushState(null, '', address);
      return after;
    });
  }, []);
  return [look, go];
}
