import type { KnownBlock, ModalView } from '@slack/types';
import type { Joined } from '../../leaving/before/confirm.ts';
import type { Rule } from '../../leaving/rules/rules.ts';
import type { WorkspaceSettings } from '../../leaving/rules/settings.ts';
import { quoted, section } from '../block-kit/mrkdwn.ts';
import { actionIds, viewIds } from '../ids.ts';
import { alreadyBeingLeft } from '../replies/already-being-left.ts';
import { notAllowedText, overCapText } from '../replies/not-allowed.ts';
import { somethingBroke } from '../replies/something-broke.ts';
import { modal, notice } from './modal.ts';

export function notAllowedModal({
  rule,
  settings,
}: {
  readonly rule: Rule;
  readonly settings: WorkspaceSettings;
}): ModalView {
  return notice(notAllowedText(rule, settings));
}

/** Offers the way to whoever may go it; everybody else learns who may. */
export function notConnectedModal(): ModalView {
  const text = `Nothing was done. This workspace is not connected to Wasend yet, so there is no number to take out of a group. An admin or owner can connect it here or on the app’s Home tab.`;
  const connect = {
    type: 'button',
    action_id: actionIds.homeConnect,
    text: { type: 'plain_text', text: 'Connect to Wasend' },
  } as const;
  const blocks = [section(text), { type: 'actions', elements: [connect] } as const];
  return modal({ callbackId: viewIds.notice, metadata: '', blocks: blocks as KnownBlock[], close: 'Close' });
}

/** Wasend could not be asked for what a form needs. */
export function wasendSilentModal(said: string | null): ModalView {
  return notice(
    `Nothing was changed. Wasend could not be asked just now. ${quoted(said)} Try again in a minute.`,
  );
}

export function overCapModal(room: { readonly used: number; readonly cap: number }): ModalView {
  return notice(overCapText(room));
}

export function expiredModal(): ModalView {
  return notice(
    'Nothing was done. This form was open for too long, or nothing on it can be left. Type /wasend-leave again.',
  );
}

export function ledgerDownModal({ reference }: { readonly reference: string }): ModalView {
  return notice(
    `Nothing was done. The record of requests cannot be written just now, and without a record nothing is left. Try again in a few minutes; if it stays so, tell whoever runs this app the reference \`${reference}\`.`,
  );
}

export function alreadyBeingLeftModal(joined: readonly Joined[]): ModalView {
  return notice(alreadyBeingLeft(joined).text);
}

export function somethingBrokeModal({ reference }: { readonly reference: string }): ModalView {
  return notice(somethingBroke({ reference }).text);
}
