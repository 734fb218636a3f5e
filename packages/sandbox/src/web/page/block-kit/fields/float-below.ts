const gap = 4;
const tallest = 260;
/** Three options: with less room the other side is better. */
const least = 130;

/**
 * Shows a popover at an anchor, in the layer above everything, and keeps it there while anything scrolls or grows. It
 * keeps clear of the foot of the dialog it belongs to: its buttons must stay within reach. Answers how to stop.
 */
export function floatBelow(popover: HTMLElement, anchor: HTMLElement): () => void {
  const foot = anchor.closest('dialog')?.querySelector('.modal-foot') ?? null;
  const place = (): void => {
    const { left, width, top, bottom } = anchor.getBoundingClientRect();
    const end = foot?.getBoundingClientRect().top ?? innerHeight;
    const below = end - bottom - 2 * gap;
    const above = top - 2 * gap;
    const isBelow = below >= least || below >= above;
    Object.assign(popover.style, {
      left: `${left}px`,
      width: `${width}px`,
      maxHeight: `${Math.max(80, Math.min(tallest, isBelow ? below : above))}px`,
      top: isBelow ? `${bottom + gap}px` : 'auto',
      bottom: isBelow ? 'auto' : `${innerHeight - top + gap}px`,
    });
  };
  popover.showPopover();
  place();
  // The field grows when something is chosen, and what is around it may be drawn anew.
  const watcher = new ResizeObserver(place);
  watcher.observe(anchor);
  const scrolls = { capture: true, passive: true } as const;
  addEventListener('scroll', place, scrolls);
  addEventListener('resize', place);
  return () => {
    watcher.disconnect();
    removeEventListener('scroll', place, scrolls);
    removeEventListener('resize', place);
  };
}
