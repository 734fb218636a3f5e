import type { BlockProps } from './block-props.ts';
import { CannotDraw } from './cannot-draw.tsx';
import { asJson, asList } from './json.ts';

/** Rich text as the app sends it: plain parts and preformatted ones, in which nothing is ever markup. */
export function RichText({ block }: BlockProps) {
  if (!Array.isArray(block.elements)) return <CannotDraw what={block} />;
  return (
    <div class="block rich-text">
      {block.elements.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { readonly part: unknown }) {
  const { type, elements } = asJson(part) ?? {};
  const texts = asList(elements).map((element) => {
    const { type: kind, text, style } = asJson(element) ?? {};
    return kind === 'text' && typeof text === 'string' && style === undefined ? text : null;
  });
  if (!Array.isArray(elements) || texts.includes(null)) return <CannotDraw what={part} />;
  if (type === 'rich_text_section') return <p>{texts.join('')}</p>;
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
  if (type === 'rich_text_preformatted') return <pre tabIndex={0}>{texts.join('')}</pre>;
  return <CannotDraw what={part} />;
}
