import type { ActionsBlock, Button, ConfirmationDialog, KnownBlock, SectionBlock } from '@slack/types';

export interface ButtonParts {
  readonly actionId: string;
  readonly label: string;
  readonly value?: string;
  readonly style?: 'danger' | 'primary';
  /** Read aloud instead of the label. */
  readonly spoken?: string;
  readonly confirm?: Confirm;
}

/** Asks once more before the press counts. */
interface Confirm {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly style?: 'danger' | 'primary';
}

export function button({ actionId, label, value, style, spoken, confirm }: ButtonParts): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: { type: 'plain_text', text: label },
    ...(value === undefined ? {} : { value }),
    ...(style === undefined ? {} : { style }),
    ...(spoken === undefined ? {} : { accessibility_label: spoken }),
    ...(confirm === undefined ? {} : { confirm: dialog(confirm) }),
  };
}

function dialog({ title, text, yes, no, style }: Confirm): ConfirmationDialog {
  return {
    title: { type: 'plain_text', text: title },
    text: { type: 'plain_text', text },
    confirm: { type: 'plain_text', text: yes },
    deny: { type: 'plain_text', text: no },
    ...(style === undefined ? {} : { style }),
  };
}

export function buttonRow(...buttons: readonly ButtonParts[]): ActionsBlock {
  return { type: 'actions', elements: buttons.map(button) };
}

/** A section has room for one button; more are a row below everything. */
export function withButtons(
  first: SectionBlock,
  rest: readonly KnownBlock[],
  buttons: readonly ButtonParts[],
): KnownBlock[] {
  const [only, second] = buttons;
  if (only === undefined) return [first, ...rest];
  if (second === undefined) return [{ ...first, accessory: button(only) }, ...rest];
  return [first, ...rest, buttonRow(...buttons)];
}
