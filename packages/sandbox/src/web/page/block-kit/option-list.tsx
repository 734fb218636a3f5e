import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Choosable } from './choosable.ts';

interface OptionListProps {
  /** Of the field the list belongs to; options are named after it. */
  readonly id: string;
  readonly isOpen: boolean;
  readonly options: readonly Choosable[];
  /** The option the arrow keys stand on. */
  readonly at: number;
  /** Said instead of options where there are none. */
  readonly note: string;
  readonly onChoose: (option: Choosable) => void;
}

/** The list below a field. It is gone through with the field's own keys, so what they stand on is kept in sight. */
export function OptionList({ id, isOpen, options, at, note, onChoose }: OptionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (at > -1) list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <div ref={list} class="options" id={`${id}-list`} role="listbox" aria-label="Options" hidden={!isOpen}>
      {isOpen && options.length === 0 && (
        <div class="none" role="option" aria-selected="false" aria-disabled="true" tabIndex={-1}>
          {note}
        </div>
      )}
      {isOpen &&
        options.map((option, index) => (
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
            <bdi>{option.label}</bdi>
            {option.description !== undefined && <span class="description">{option.description}</span>}
          </div>
        ))}
    </div>
  );
}
