import type { ElementProps } from './block-props.ts';
import { Button } from './button.tsx';
import { CannotDraw } from './cannot-draw.tsx';

/** An element outside a form: the app has none but buttons there. */
export function Element(props: ElementProps) {
  return props.element.type === 'button' ? <Button {...props} /> : <CannotDraw what={props.element} />;
}
