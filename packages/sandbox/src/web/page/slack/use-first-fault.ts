import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Brings the first field that is wrong into sight, and the keyboard into it, whenever other faults are found. */
export function useFirstFault(
  dialog: RefObject<HTMLElement | null>,
  faults: Readonly<Record<string, string>>,
): void {
  const mark = JSON.stringify(faults);
  useEffect(() => {
    if (mark === '{}') return;
    const field = dialog.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    field?.focus({ preventScroll: true });
    field?.closest('.input')?.scrollIntoView({ block: 'center' });
  }, [mark, dialog]);
}
