import type { BlockProps } from '../block-props.ts';
import { PlainText } from '../plain-text.tsx';

/** https://docs.slack.dev/reference/block-kit/blocks/header-block */
export function Header({ block }: BlockProps) {
  return (
    <h3 class="block header">
      <PlainText text={block.text} />
    </h3>
  );
}
