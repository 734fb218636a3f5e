import { useRef, useState } from 'preact/hooks';
import type { Choosable } from './choosable.ts';
import { OptionList } from './option-list.tsx';
import { useFound } from './use-found.ts';

interface ComboboxProps {
  readonly id: string;
  /** The element's action id. */
  readonly name: string;
  readonly describedBy: string;
  readonly isInvalid: boolean;
  readonly placeholder: string;
  readonly chosen: readonly Choosable[];
  /** How many can be chosen; null for as many as there are. With 1 a choice takes the place of the one before. */
  readonly most: number | null;
  /** How long typing rests before it is looked for. */
  readonly waitMs: number;
  find(typed: string): Promise<readonly Choosable[]>;
  onChoose(chosen: readonly Choosable[]): void;
}

/** A field to type in, a list to choose from by mouse or arrow keys, and what is chosen as chips that can be removed. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
export function Combobox({
  id,
  name,
  describedBy,
  isInvalid,
  placeholder,
  chosen,
  most,
  ...rest
}: ComboboxProps) {
  const { waitMs, find, onChoose } = rest;
  const [typed, setTyped] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const [marked, setMarked] = useState(0);
  const found = useFound(typed, isOpen, waitMs, find);
  const input = useRef<HTMLInputElement>(null);
  const isFull = most !== null && most > 1 && chosen.length >= most;
  const free = isFull ? [] : (found ?? []).filter((choice) => !chosen.some((one) => one.id === choice.id));
  const note = isFull ? `At most ${most} can be chosen` : found === null ? 'Looking …' : 'No results';
  const at = Math.min(marked, free.length - 1);
  const choose = (choice: Choosable | undefined): void => {
    if (choice === undefined) return;
    onChoose(most === 1 ? [choice] : [...chosen, choice]);
    setTyped('');
    setMarked(0);
    if (most === 1) setIsOpen(false);
  };
  const remove = (gone: Choosable | undefined): void => onChoose(chosen.filter((one) => one !== gone));
  // The chip takes its button with it, so the focus goes on in the field.
  const removeChip = (gone: Choosable): void => {
    remove(gone);
    input.current?.focus();
    setIsOpen(false);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => (isOpen ? setMarked(Math.min(at + 1, free.length - 1)) : setIsOpen(true)),
    ArrowUp: () => setMarked(Math.max(at - 1, 0)),
    Enter: () => (isOpen ? choose(free[at]) : setIsOpen(true)),
    ...(isOpen ? { Escape: () => setIsOpen(false) } : {}),
    ...(typed === '' ? { Backspace: () => remove(chosen.at(-1)) } : {}),
  };
  return (
    <div
      class="combobox"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setIsOpen(false);
      }}
    >
      <div class="chosen">
        {chosen.map((choice) => (
          <span class="chip" key={choice.id}>
            <bdi>{choice.label}</bdi>
            <button type="button" aria-label={`Remove ${choice.label}`} onClick={() => removeChip(choice)}>
              ×
            </button>
          </span>
        ))}
        <input
          ref={input}
          id={id}
          data-field={name}
          role="combobox"
          autocomplete="off"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-list` : undefined}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && free[at] !== undefined ? `${id}-${at}` : undefined}
          aria-describedby={describedBy}
          aria-invalid={isInvalid}
          placeholder={chosen.length === 0 ? placeholder : ''}
          value={typed}
          onClick={() => setIsOpen(true)}
          onInput={({ currentTarget: { value } }) => {
            setTyped(value);
            setMarked(0);
            setIsOpen(true);
          }}
          onKeyDown={(event) => {
            const act = keys[event.key];
            if (act === undefined || event.isComposing) return;
            if (event.key !== 'Backspace') event.preventDefault();
            act();
          }}
        />
      </div>
      {isOpen && <OptionList id={id} field={input} options={free} at={at} note={note} onChoose={choose} />}
    </div>
  );
}
