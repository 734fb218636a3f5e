import { useId, useRef } from 'preact/hooks';
import type { ElementProps } from './block-props.ts';
import { CannotDraw } from './cannot-draw.tsx';
import { floatBelow } from './fields/float-below.ts';
import { hasOddOptions, optionsIn } from './fields/options-in.ts';
import { asString } from './json.ts';
import { plainWords } from './plain-text.tsx';

/** Three dots with a menu. https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
export function Overflow({ element, blockId, surface }: ElementProps) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  if (hasOddOptions(element)) return <CannotDraw what={element} />;
  const actionId = asString(element.action_id);
  return (
    <>
      <button
        type="button"
        class="button"
        ref={opener}
        aria-label="More"
        data-action={actionId}
        popovertarget={id}
      >
        ⋯
      </button>
      <div
        class="overflow-menu"
        id={id}
        popover="auto"
        ref={menu}
        onToggle={({ newState }) => {
          if (newState === 'open' && menu.current !== null && opener.current !== null)
            floatBelow(menu.current, opener.current);
        }}
      >
        {optionsIn(element).map((option) => (
          <button
            type="button"
            key={option.value}
            onClick={() => {
              menu.current?.hidePopover();
              surface.act({ blockId, actionId, value: option.value });
            }}
          >
            {plainWords(option.text)}
          </button>
        ))}
      </div>
    </>
  );
}
