import { useEffect } from 'preact/hooks';
import type { Hand } from '../../protocol.ts';

/** Puts a ring around what the hand of a story is about to press or fill, and brings it into sight. */
export function useHand(hand: Hand | null): void {
  // After every drawing: what is to be pressed may be drawn later than it is spoken of.
  useEffect(() => {
    const target = hand === null ? null : find(hand);
    for (const old of document.querySelectorAll('[data-hand]'))
      if (old !== target) old.removeAttribute('data-hand');
    if (target === null || target.hasAttribute('data-hand')) return;
    target.setAttribute('data-hand', '');
    target.scrollIntoView({ block: 'nearest' });
  });
}

function find({ kind, what }: Hand): Element | null {
  if (kind === 'types') return null;
  const modal = document.querySelector('dialog.modal');
  const name = CSS.escape(what);
  if (kind === 'fills') return modal?.querySelector(`[data-field="${name}"]`)?.closest('.input') ?? null;
  if (what === 'submit') return modal?.querySelector('button[type="submit"]') ?? null;
  const place = modal ?? document.querySelector('main');
  return [...(place?.querySelectorAll(`[data-action="${name}"]`) ?? [])].at(-1) ?? null;
}
