import type { ComponentType } from 'preact';
import type { ElementProps } from './block-props.ts';
import { Button } from './button.tsx';
import { CannotDraw } from './cannot-draw.tsx';
import { OptionBoxes } from './fields/option-boxes.tsx';
import { asString } from './json.ts';
import { Overflow } from './overflow.tsx';

const drawings: Readonly<Record<string, ComponentType<ElementProps>>> = {
  button: Button,
  overflow: Overflow,
  checkboxes: OptionBoxes,
  radio_buttons: OptionBoxes,
};

/** An element outside a form's fields: beside a section, or in a row of actions. */
export function Element(props: ElementProps) {
  const type = asString(props.element.type);
  const Drawing = Object.hasOwn(drawings, type) ? drawings[type] : undefined;
  return Drawing === undefined ? <CannotDraw what={props.element} /> : <Drawing {...props} />;
}
