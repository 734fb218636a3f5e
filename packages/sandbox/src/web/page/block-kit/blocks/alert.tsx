import { AnyText } from '../any-text.tsx';
import type { BlockProps } from '../block-props.ts';
import { CannotDraw } from '../cannot-draw.tsx';

const levels: readonly unknown[] = ['default', 'info', 'warning', 'error', 'success'];
const signs: Readonly<Record<string, string>> = { warning: '!', error: '!', success: '✓' };

/** A notice in a modal, in the colour of its level. */
export function Alert({ block, surface }: BlockProps) {
  const { level = 'default' } = block;
  if (!levels.includes(level)) return <CannotDraw what={block} />;
  return (
    <div class={`block alert ${level}`} role="note">
      <span class="sign" aria-hidden="true">
        {signs[String(level)] ?? 'i'}
      </span>
      <div>
        <AnyText text={block.text} names={surface.names} />
      </div>
    </div>
  );
}
