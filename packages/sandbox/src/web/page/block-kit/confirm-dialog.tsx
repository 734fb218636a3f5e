import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { AnyText } from './any-text.tsx';
import type { Json } from './json.ts';
import { PlainText } from './plain-text.tsx';
import type { Names } from './surface.ts';

interface ConfirmDialogProps {
  readonly confirm: Json;
  readonly names: Names;
  readonly onAnswer: (isConfirmed: boolean) => void;
}

/** Asks once more before a button does something. https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export function ConfirmDialog({ confirm, names, onAnswer }: ConfirmDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => dialog.current?.showModal(), []);
  // Only a dialog that is closed gives the focus back to the button that opened it; one that vanishes loses it.
  const answer = (isConfirmed: boolean): void => {
    dialog.current?.close();
    onAnswer(isConfirmed);
  };
  return (
    <dialog
      ref={dialog}
      class="confirm"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        event.stopPropagation();
        answer(false);
      }}
    >
      <h2 id={titleId}>
        <PlainText text={confirm.title} />
      </h2>
      <p class="section-text">
        <AnyText text={confirm.text} names={names} />
      </p>
      <div class="block actions">
        <button type="button" class="button" onClick={() => answer(false)}>
          <PlainText text={confirm.deny} />
        </button>
        <button
          type="button"
          class={`button ${confirm.style === 'danger' ? 'danger' : 'primary'}`}
          onClick={() => answer(true)}
        >
          <PlainText text={confirm.confirm} />
        </button>
      </div>
    </dialog>
  );
}
