import type { ComponentChildren, ComponentType } from 'preact';
import { useId } from 'preact/hooks';
import type { BlockProps, FieldProps } from '../block-props.ts';
import { CannotDraw } from '../cannot-draw.tsx';
import { ChoiceField } from '../fields/choice-field.tsx';
import { OptionBoxesField } from '../fields/option-boxes-field.tsx';
import { hasOddOptions } from '../fields/options-in.ts';
import { StaticSelect } from '../fields/static-select.tsx';
import { TextField } from '../fields/text-field.tsx';
import { asJson, asString } from '../json.ts';
import { PlainText } from '../plain-text.tsx';
import type { Filled } from '../surface.ts';

const fields: Readonly<Record<string, ComponentType<FieldProps>>> = {
  plain_text_input: TextField,
  number_input: TextField,
  static_select: StaticSelect,
  multi_static_select: ChoiceField,
  multi_external_select: ChoiceField,
  multi_users_select: ChoiceField,
  users_select: ChoiceField,
  conversations_select: ChoiceField,
  multi_conversations_select: ChoiceField,
  checkboxes: OptionBoxesField,
  radio_buttons: OptionBoxesField,
};

/** A field of a form with its label, its hint, and what is wrong with it. https://docs.slack.dev/reference/block-kit/blocks/input-block */
export function InputBlock({ block, surface }: BlockProps) {
  const id = useId();
  const element = asJson(block.element);
  const { form } = surface;
  const type = asString(element?.type);
  const Field = Object.hasOwn(fields, type) ? fields[type] : undefined;
  const isKnown = element !== null && Field !== undefined && !hasOddOptions(element);
  if (!isKnown || form === null) return <CannotDraw what={block} />;
  const blockId = asString(block.block_id);
  const actionId = asString(element.action_id);
  const error = form.errors[blockId];
  const fill = (filled: Filled): void => {
    form.fill(blockId, actionId, filled);
    if (block.dispatch_action === true) surface.act({ blockId, actionId, value: filled });
  };
  return (
    <div class="block input" data-block={blockId}>
      <Label for={id} isOfGroup={Field === OptionBoxesField}>
        <PlainText text={block.label} />
        {block.optional === true && <span class="optional"> (optional)</span>}
      </Label>
      <Field
        id={id}
        describedBy={`${id}-hint ${id}-error`}
        isInvalid={error !== undefined}
        element={element}
        blockId={blockId}
        held={form.stateOf(blockId, actionId) ?? {}}
        surface={surface}
        fill={fill}
      />
      {error !== undefined && (
        <p class="error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {block.hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          <PlainText text={block.hint} />
        </p>
      )}
    </div>
  );
}

/** Several boxes have no one field to be the label of: they are a group named by it. */
function Label({
  for: id,
  isOfGroup,
  children,
}: {
  readonly for: string;
  readonly isOfGroup: boolean;
  readonly children: ComponentChildren;
}) {
  if (!isOfGroup) return <label for={id}>{children}</label>;
  return (
    <p class="label" id={`${id}-label`}>
      {children}
    </p>
  );
}
