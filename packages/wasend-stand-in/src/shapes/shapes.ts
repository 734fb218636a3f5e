import { docs } from './docs.ts';
import { sdk } from './sdk.ts';
import type { Shape } from './shape.ts';
import { wahaGows, wahaNoweb } from './waha.ts';

/** Every shape the public sources show, by name. */
export const shapes = {
  docs,
  sdk,
  'waha-gows': wahaGows,
  'waha-noweb': wahaNoweb,
} satisfies Record<string, Shape>;
export type ShapeName = keyof typeof shapes;
