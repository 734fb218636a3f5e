import type { ModalView, SectionBlock } from '@slack/types';
import { section } from '../../block-kit/mrkdwn.ts';
import { saying } from '../../modals/modal.ts';

/** A form as it was sent, with what was found wrong once its fields could not show it any more. Plain text. */
export function formAgain(form: ModalView, faults: readonly string[]): ModalView {
  const said = faults.map((text): SectionBlock => ({ type: 'section', text: { type: 'plain_text', text } }));
  return { ...form, blocks: [...said, ...form.blocks] };
}

/** Where “Checking …” stood until everything was saved. */
export function formSaved(): ModalView {
  return saying([section('Saved.')]);
}
