import { AnyText } from '../any-text.tsx';
import type { BlockProps } from '../block-props.ts';
import { CannotDraw } from '../cannot-draw.tsx';
import { Element } from '../element.tsx';
import { asJson, asList, asString, asText } from '../json.ts';
import { Foldable, isFolded } from './foldable.tsx';

/** https://docs.slack.dev/reference/block-kit/blocks/section-block */
export function Section({ block, surface }: BlockProps) {
  const accessory = asJson(block.accessory);
  const fields = asList(block.fields);
  const isOdd =
    (block.accessory !== undefined && accessory === null) ||
    (block.fields !== undefined && !Array.isArray(block.fields)) ||
    (block.text === undefined && fields.length === 0);
  if (isOdd) return <CannotDraw what={block} />;
  const text = block.text !== undefined && <AnyText text={block.text} names={surface.names} />;
  const isLong = block.expand !== true && isFolded(asText(block.text)?.text ?? '');
  return (
    <div class="block section">
      <div class="section-text">
        {isLong ? <Foldable>{text}</Foldable> : text}
        {fields.length > 0 && (
          <div class="fields">
            {fields.map((field, index) => (
              <div key={index}>
                <AnyText text={field} names={surface.names} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory !== null && (
        <Element element={accessory} blockId={asString(block.block_id)} surface={surface} />
      )}
    </div>
  );
}
