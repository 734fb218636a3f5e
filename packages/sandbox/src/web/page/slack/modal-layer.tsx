import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ShownUser, ShownView } from '../../protocol.ts';
import { Blocks } from '../block-kit/blocks.tsx';
import { PlainText } from '../block-kit/plain-text.tsx';
import { CloseIcon } from '../icons.tsx';
import { useSandbox } from '../sandbox-context.ts';
import { tabId } from '../tab-id.ts';
import { blocksOf } from './app-view.tsx';
import { faultsIn } from './faults-in.ts';
import { useFirstFault } from './use-first-fault.ts';
import { useViewSurface } from './use-view-surface.ts';

/** The modal on top of what this person has open in this tab. */
export function ModalLayer() {
  const { viewer } = useSandbox();
  const top = topModal(viewer);
  if (top === undefined) return null;
  return (
    <>
      <div class="modal-shade" />
      <Modal key={top.id} view={top} />
    </>
  );
}

/** The one that can be used; what another tab has open stays there. */
export function topModal({ modals }: ShownUser): ShownView | undefined {
  return modals.filter(({ tab }) => tab === null || tab === tabId()).at(-1);
}

function Modal({ view }: { readonly view: ShownView }) {
  const { viewer, perform } = useSandbox();
  const dialog = useRef<HTMLDialogElement>(null);
  // Shown beside the page's own bars, which stay usable, and not as a modal dialog of the browser: a story can be paused
  // while Slack's modal is open. What is Slack is inert meanwhile.
  useLayoutEffect(() => {
    dialog.current?.show();
    focusWithoutScrolling(dialog.current);
    return () => {
      if (matchMedia('(pointer: fine)').matches)
        queueMicrotask(() => document.querySelector<HTMLElement>('#composer')?.focus());
    };
  }, []);
  const [ownErrors, setOwnErrors] = useState<Readonly<Record<string, string>>>({});
  const [isSending, setIsSending] = useState(false);
  const { surface, values, state } = useViewSurface(view, ownErrors);
  useFirstFault(dialog, { ...view.errors, ...ownErrors });
  const { title, submit, close } = view.content;

  const end = (all: boolean): void => void perform({ do: 'close', user: viewer.id, viewId: view.id, all });
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
      aria-modal="true"
      aria-labelledby={`title-${view.id}`}
      data-view={view.id}
      onKeyDown={(event) => {
        // An open list or dialog in it takes its own Escape.
        const isOwn = (event.target as Element).closest('dialog') === event.currentTarget;
        if (event.key === 'Escape' && isOwn && !event.defaultPrevented) end(false);
      }}
    >
      <form onSubmit={(event) => void send(event)} noValidate>
        <div class="modal-head">
          <span class="app-icon" aria-hidden="true">
            W
          </span>
          <h2 id={`title-${view.id}`} tabIndex={-1}>
            <PlainText text={title} />
          </h2>
          <button type="button" class="icon-button" aria-label="Close this dialog" onClick={() => end(true)}>
            <CloseIcon />
          </button>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <div class="modal-body" tabIndex={0}>
          {view.failure !== null && (
            <p class="failure" role="alert">
              {view.failure}
            </p>
          )}
          <Blocks blocks={blocksOf(view)} surface={surface} />
        </div>
        <div class="modal-foot">
          <button type="button" class="button" onClick={() => end(false)}>
            {close === undefined ? 'Cancel' : <PlainText text={close} />}
          </button>
          {submit !== undefined && (
            <button type="submit" class="button primary" disabled={isSending}>
              <PlainText text={submit} />
            </button>
          )}
        </div>
      </form>
    </dialog>
  );
}

/** The first field where it is in sight at once, else the title: a dialog is read from its beginning. */
function focusWithoutScrolling(dialog: HTMLDialogElement | null): void {
  const body = dialog?.querySelector<HTMLElement>('.modal-body');
  const first = body?.querySelector<HTMLElement>('input, textarea, select');
  const end = body?.getBoundingClientRect().bottom ?? 0;
  const isInSight = first !== null && first !== undefined && first.getBoundingClientRect().bottom <= end;
  const target = isInSight ? first : dialog?.querySelector<HTMLElement>('h2');
  target?.focus({ preventScroll: true });
  body?.scrollTo({ top: 0 });
}
