import { AnyText } from './any-text.tsx';
import type { BlockProps } from './block-props.ts';
import { asList } from './json.ts';

/** https://docs.slack.dev/reference/block-kit/blocks/context-block */
export function Context({ block, surface }: BlockProps) {
  return (
    <div class="block context">
      {asList(block.elements).map((element, index) => (
        <span key={index}>
          <AnyText text={element} names={surface.names} />
        </span>
      ))}
    </div>
  );
}
