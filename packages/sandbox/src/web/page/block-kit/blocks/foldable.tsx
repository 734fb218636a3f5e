import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/**
 * Where a section that does not say `expand` is folded. Slack does not document it; this is a little above what it
 * documents for attachments, so that whoever forgets `expand` on a long list sees what people may see.
 */
const mostCharacters = 700;
const mostLines = 8;

export function isFolded(text: string): boolean {
  return text.length > mostCharacters || text.split('\n').length > mostLines;
}

/** A long text of which only the beginning shows, until somebody wants to see more. */
export function Foldable({ children }: { readonly children: ComponentChildren }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <div class={isOpen ? '' : 'folded'}>{children}</div>
      <button type="button" class="see-more" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? 'See less' : 'See more'}
      </button>
    </>
  );
}
