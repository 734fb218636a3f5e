import type { BlockProps } from '../block-props.ts';
import { CannotDraw } from '../cannot-draw.tsx';
import { Element } from '../element.tsx';
import { asJson, asString } from '../json.ts';

/** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
export function Actions({ block, surface }: BlockProps) {
  if (!Array.isArray(block.elements)) return <CannotDraw what={block} />;
  return (
    <div class="block actions">
      {block.elements.map((candidate, index) => {
        const element = asJson(candidate);
        const key = asString(element?.action_id) || index;
        return element === null ? (
          <CannotDraw key={key} what={candidate} />
        ) : (
          <Element key={key} element={element} blockId={asString(block.block_id)} surface={surface} />
        );
      })}
    </div>
  );
}
