import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Choosable } from './choosable.ts';
import { floatBelow } from './float-below.ts';

interface OptionListProps {
  /** Of the field the list belongs to; options are named after it. */
  readonly id: string;
  readonly field: RefObject<HTMLElement | null>;
  readonly options: readonly Choosable[];
  /** The option the arrow keys stand on. */
  readonly at: number;
  /** Said instead of options where there are none. */
  readonly note: string;
  readonly onChoose: (option: Choosable) => void;
}

/**
 * The list below a field. It floats above the rest, so that nothing moves when it comes and goes; it is gone through
 * with the field's own keys, so what they stand on is kept in sight.
 */
export function OptionList({ id, field, options, at, note, onChoose }: OptionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const anchor = field.current?.closest<HTMLElement>('.chosen');
    if (list.current === null || !anchor) return;
    return floatBelow(list.current, anchor);
  }, [field]);
  useLayoutEffect(() => {
    if (at > -1) list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <div ref={list} class="options" id={`${id}-list`} role="listbox" aria-label="Options" popover="manual">
      {options.length === 0 && (
        <div class="none" role="option" aria-selected="false" aria-disabled="true" tabIndex={-1}>
          {note}
        </div>
      )}
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
        <div
          key={option.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          tabIndex={-1}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
        >
          {option.above !== undefined && option.above !== options[index - 1]?.above && (
            <span class="above">{option.above}</span>
          )}
          <bdi>{option.label}</bdi>
          {option.description !== undefined && <span class="description">{option.description}</span>}
        </div>
      ))}
    </div>
  );
}
