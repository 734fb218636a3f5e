import type { ModalView } from '@slack/types';
import type { Joined } from '../leaving/confirm.ts';
import type { Rule } from '../leaving/rules.ts';
import type { WorkspaceSettings } from '../leaving/settings.ts';
import { alreadyBeingLeft } from './already-being-left.ts';
import { notice } from './modal.ts';
import { notAllowedText, overCapText } from './not-allowed.ts';
import { somethingBroke } from './something-broke.ts';

export function notAllowedModal({
  rule,
  settings,
}: {
  readonly rule: Rule;
  readonly settings: WorkspaceSettings;
}): ModalView {
  return notice(notAllowedText(rule, settings));
}

export function notConnectedModal(): ModalView {
  return notice(
    'This workspace is not connected to Wasend yet, so there is no number to take out of a group. Whoever runs this app can connect it: docs/operations.md says how.',
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
