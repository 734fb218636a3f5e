import type { ElementProps } from '../block-props.ts';
import { CannotDraw } from '../cannot-draw.tsx';
import { asString } from '../json.ts';
import { OptionBoxesField } from './option-boxes-field.tsx';
import { hasOddOptions } from './options-in.ts';

/** Checkboxes or radio buttons outside a form's field: the app is told at each change. */
export function OptionBoxes({ element, blockId, surface }: ElementProps) {
  const { form } = surface;
  if (form === null || hasOddOptions(element)) return <CannotDraw what={element} />;
  const actionId = asString(element.action_id);
  return (
    <OptionBoxesField
      id={`${blockId}-${actionId}`}
      describedBy=""
      isInvalid={false}
      element={element}
      blockId={blockId}
      surface={surface}
      held={form.stateOf(blockId, actionId) ?? {}}
      fill={(value) => {
        form.fill(blockId, actionId, value);
        surface.act({ blockId, actionId, value });
      }}
    />
  );
}
