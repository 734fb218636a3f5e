import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ShownView } from '../../protocol.ts';
import { Blocks } from '../block-kit/blocks.tsx';
import { PlainText } from '../block-kit/plain-text.tsx';
import { useSandbox } from '../sandbox-context.ts';
import { faultsIn } from './faults-in.ts';
import { blocksOf } from './home-view.tsx';
import { useViewSurface } from './use-view-surface.ts';

/** The modal on top of what this person has open. */
export function ModalLayer() {
  const { viewer } = useSandbox();
  const top = viewer.modals.at(-1);
  return top === undefined ? null : <Modal key={top.id} view={top} />;
}

function Modal({ view }: { readonly view: ShownView }) {
  const { viewer, perform } = useSandbox();
  const dialog = useRef<HTMLDialogElement>(null);
  // Before anything is painted: a dialog that is there but not open yet cannot be used.
  useLayoutEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('.modal-body :is(input, textarea, select, button)')?.focus();
  }, []);
  const [ownErrors, setOwnErrors] = useState<Readonly<Record<string, string>>>({});
  const [isSending, setIsSending] = useState(false);
  const { surface, values, state } = useViewSurface(view, ownErrors);
  const { title, submit, close } = view.content;

  const cancel = (): void => void perform({ do: 'close', user: viewer.id, viewId: view.id });
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const faults = faultsIn(view.content, state);
    setOwnErrors(faults);
    if (Object.keys(faults).length > 0 || isSending) return;
    setIsSending(true);
    await perform({ do: 'submit', user: viewer.id, viewId: view.id, values });
    setIsSending(false);
  };
  return (
    <dialog
      class="modal"
      ref={dialog}
      aria-labelledby={`title-${view.id}`}
      data-view={view.id}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget) cancel();
      }}
    >
      <form onSubmit={(event) => void send(event)} noValidate>
        <header>
          <h2 id={`title-${view.id}`}>
            <PlainText text={title} />
          </h2>
        </header>
        <div class="modal-body">
          {view.failure !== null && (
            <p class="failure" role="alert">
              {view.failure}
            </p>
          )}
          <Blocks blocks={blocksOf(view)} surface={surface} />
        </div>
        <footer>
          <button type="button" class="button" onClick={cancel}>
            {close === undefined ? 'Cancel' : <PlainText text={close} />}
          </button>
          {submit !== undefined && (
            <button type="submit" class="button primary" disabled={isSending}>
              <PlainText text={submit} />
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}
