import { AnyText } from '../any-text.tsx';
import type { BlockProps } from '../block-props.ts';
import { CannotDraw } from '../cannot-draw.tsx';

/** https://docs.slack.dev/reference/block-kit/blocks/context-block */
export function Context({ block, surface }: BlockProps) {
  if (!Array.isArray(block.elements)) return <CannotDraw what={block} />;
  return (
    <div class="block context">
      {block.elements.map((element, index) => (
        <span key={index}>
          <AnyText text={element} names={surface.names} />
        </span>
      ))}
    </div>
  );
}
