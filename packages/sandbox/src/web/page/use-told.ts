import { useCallback, useRef, useState } from 'preact/hooks';

const shownForMs = 6_000;

export interface Told {
  readonly id: number;
  readonly text: string;
}

/** Short words at the edge of the page, each for some seconds. */
export function useTold(): readonly [readonly Told[], (text: string) => void] {
  const [told, setTold] = useState<readonly Told[]>([]);
  const count = useRef(0);
  const tell = useCallback((text: string) => {
    count.current += 1;
    const id = count.current;
    setTold((before) => [...before, { id, text }]);
    setTimeout(() => setTold((before) => before.filter((one) => one.id !== id)), shownForMs);
  }, []);
  return [told, tell];
}
