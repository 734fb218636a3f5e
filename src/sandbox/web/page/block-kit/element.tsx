import { Button } from './button.tsx';
import { CannotDraw } from './cannot-draw.tsx';
import type { Json } from './json.ts';
import type { Surface } from './surface.ts';

export interface ElementProps {
  readonly element: Json;
  readonly blockId: string;
  readonly surface: Surface;
}

/** An element outside a form: the app has none but buttons there. */
export function Element(props: ElementProps) {
  return props.element.type === 'button' ? <Button {...props} /> : <CannotDraw what={props.element} />;
}
