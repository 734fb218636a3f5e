import type { Json } from './json.ts';
import type { Filled, Surface } from './surface.ts';

/** What the drawing of a block is given. */
export interface BlockProps {
  readonly block: Json;
  readonly surface: Surface;
}

/** What the drawing of an element outside a form is given. */
export interface ElementProps {
  readonly element: Json;
  readonly blockId: string;
  readonly surface: Surface;
}

/** What an element of a form is given: where its label and hint are, what it holds, and where to put what is filled in. */
export interface FieldProps extends ElementProps {
  readonly id: string;
  readonly describedBy: string;
  readonly isInvalid: boolean;
  readonly held: Json;
  fill(filled: Filled): void;
}
