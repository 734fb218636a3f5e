import type { BlockProps } from '../block-props.ts';
import { CannotDraw } from '../cannot-draw.tsx';
import { asJson, asList, type Json } from '../json.ts';
import type { Names } from '../surface.ts';
import { isInline, RichInline } from './rich-inline.tsx';

/** Rich text, in which nothing is ever markup. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export function RichText({ block, surface }: BlockProps) {
  if (!Array.isArray(block.elements)) return <CannotDraw what={block} />;
  return (
    <div class="block rich-text">
      {block.elements.map((part, index) => (
        <Part key={index} part={part} names={surface.names} />
      ))}
    </div>
  );
}

function Part({ part, names }: { readonly part: unknown; readonly names: Names }) {
  const read = asJson(part);
  if (read?.type === 'rich_text_list') return <List list={read} names={names} />;
  const elements = asList(read?.elements).map(asJson);
  if (!Array.isArray(read?.elements) || !elements.every(isInline)) return <CannotDraw what={part} />;
  const inside = elements.map((element, index) => <RichInline key={index} element={element} names={names} />);
  switch (read.type) {
    case 'rich_text_section':
      return <p>{inside}</p>;
    case 'rich_text_quote':
      return <blockquote>{inside}</blockquote>;
    case 'rich_text_preformatted':
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      return <pre tabIndex={0}>{inside}</pre>;
    default:
      return <CannotDraw what={part} />;
  }
}

function List({ list, names }: { readonly list: Json; readonly names: Names }) {
  const items = asList(list.elements).map((item, index) => (
    <li key={index}>
      <Part part={item} names={names} />
    </li>
  ));
  const indent = `indent-${Math.min(8, Number(list.indent ?? 0))}`;
  return list.style === 'ordered' ? <ol class={indent}>{items}</ol> : <ul class={indent}>{items}</ul>;
}
