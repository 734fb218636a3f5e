import type { ModalView } from '@slack/types';
import { countOf } from '../block-kit/counts.ts';
import { section } from '../block-kit/mrkdwn.ts';
import { viewIds } from '../ids.ts';
import { modal } from './modal.ts';

/** What is looked up while the view stands there. */
type LookedUp =
  | { readonly kind: 'groups'; readonly count: number }
  | { readonly kind: 'names'; readonly typed: string }
  | { readonly kind: 'list' };

interface Loading {
  readonly what: LookedUp;
  /** True where it stands over the picker. */
  readonly isPushed: boolean;
  readonly externalId?: string;
}

/** Stands until the facts are there: without a button to confirm and without inputs, for nothing has been shown yet. */
export function loadingModal({ what, isPushed, externalId }: Loading): ModalView {
  return modal({
    callbackId: viewIds.notice,
    metadata: '',
    blocks: [section(loadingWords(what))],
    close: isPushed ? 'Back' : 'Cancel',
    ...(externalId === undefined ? {} : { externalId }),
  });
}

function loadingWords(what: LookedUp): string {
  switch (what.kind) {
    case 'groups':
      return `Looking up ${countOf(what.count, 'group')} …`;
    case 'names':
      return 'Looking for groups of that name …';
    case 'list':
      return 'Looking up the groups of this number …';
  }
}

/** Stands while a form's answer is checked with Wasend or Slack, which may take longer than Slack waits. */
export function checkingModal(
  title: string,
  what: 'the key' | 'the number and the channel' | 'the settings',
): ModalView {
  return modal({
    callbackId: viewIds.notice,
    metadata: '',
    title,
    blocks: [section(`Checking ${what} …`)],
    close: 'Close',
  });
}
