import { useState } from 'preact/hooks';
import type { ElementProps } from './block-props.ts';
import { CannotDraw } from './cannot-draw.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { asJson, asString } from './json.ts';
import { PlainText } from './plain-text.tsx';

/** A button; where it has a confirm dialog, nothing is sent before that was answered. https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export function Button({ element, blockId, surface }: ElementProps) {
  const [isAsking, setIsAsking] = useState(false);
  const confirm = asJson(element.confirm);
  // A confirmation that cannot be read must not become none.
  if (confirm === null && element.confirm !== undefined) return <CannotDraw what={element} />;
  const press = (): void => {
    const value = typeof element.value === 'string' ? { value: element.value } : {};
    surface.act({ blockId, actionId: asString(element.action_id), ...value });
  };
  return (
    <>
      <button
        type="button"
        class={`button ${asString(element.style)}`}
        aria-label={asString(element.accessibility_label) || undefined}
        data-action={asString(element.action_id)}
        onClick={() => (confirm === null ? press() : setIsAsking(true))}
      >
        <PlainText text={element.text} />
      </button>
      {confirm !== null && isAsking && (
        <ConfirmDialog
          confirm={confirm}
          names={surface.names}
          onAnswer={(isConfirmed) => {
            setIsAsking(false);
            if (isConfirmed) press();
          }}
        />
      )}
    </>
  );
}
