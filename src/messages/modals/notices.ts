import type { ModalView } from '@slack/types';
import type { Joined } from '../../leaving/ports/ledger.ts';
import type { Rule } from '../../leaving/rules/rules.ts';
import type { WorkspaceSettings } from '../../leaving/rules/settings.ts';
import { buttonRow } from '../block-kit/buttons.ts';
import { countOf } from '../block-kit/counts.ts';
import type { PlainMessage } from '../block-kit/message.ts';
import { section } from '../block-kit/mrkdwn.ts';
import type { NameOf } from '../block-kit/people.ts';
import { oneAfterAnother } from '../block-kit/sentences.ts';
import { quoted } from '../block-kit/strangers.ts';
import { actionIds } from '../ids.ts';
import { alreadyBeingLeft } from '../replies/joined.ts';
import { notAllowedText, overCapText } from '../replies/not-allowed.ts';
import { ledgerDown, notAuthorised, somethingBroke } from '../replies/troubles.ts';
import { saying } from './modal.ts';

/** Everything a modal can end with that is no confirmation; each cause has its own sentence. */
export type Notice =
  | {
      readonly kind: 'refused';
      readonly rule: Rule;
      readonly settings: WorkspaceSettings;
      readonly nameOf: NameOf;
    }
  | { readonly kind: 'over-cap'; readonly used: number; readonly cap: number }
  | { readonly kind: 'joined'; readonly joined: readonly Joined[]; readonly nameOf: NameOf }
  | { readonly kind: 'not-connected'; readonly isAdmin: boolean }
  /** Wasend does not take the key; `said` is its own sentence. */
  | { readonly kind: 'key-refused'; readonly isAdmin: boolean; readonly said: string | null }
  /** For an admin: there is a key, and it does not open any more. */
  | { readonly kind: 'key-unreadable' }
  /** The form was open for so long that what it showed is gone. */
  | { readonly kind: 'expired' }
  /** The form shows an older choice than the newest one. */
  | { readonly kind: 'outdated' }
  /** The form has asked already, and for another list than the one it shows. */
  | { readonly kind: 'taken-for-others'; readonly groups: number }
  | { readonly kind: 'nothing-to-leave' }
  /** Every group of the request has its end. */
  | { readonly kind: 'nothing-to-try-again' }
  /** Another request asks for them already. */
  | { readonly kind: 'tried-again-already' }
  | { readonly kind: 'wasend-silent'; readonly said: string | null }
  | { readonly kind: 'ledger-down'; readonly reference: string }
  | { readonly kind: 'not-authorised'; readonly reference: string }
  | { readonly kind: 'broke'; readonly reference: string; readonly confirmed: boolean }
  /** The form could not be filled in, twice. */
  | { readonly kind: 'not-filled'; readonly reference: string };

export function noticeModal(notice: Notice): ModalView {
  const blocks = blocksOf(messageFor(notice));
  const label = connectLabel(notice);
  return label === null
    ? saying(blocks)
    : saying([...blocks, buttonRow({ actionId: actionIds.homeConnect, label, style: 'primary' })]);
}

/** Where the remedy is the form of the key, it stands at hand; null elsewhere. */
function connectLabel(notice: Notice): string | null {
  if (notice.kind === 'key-unreadable') return 'Replace the key';
  if (notice.kind === 'key-refused') return notice.isAdmin ? 'Replace the key' : null;
  return notice.kind === 'not-connected' && notice.isAdmin ? 'Connect to Wasend' : null;
}

function messageFor(notice: Notice): string | PlainMessage {
  switch (notice.kind) {
    case 'refused':
      return notAllowedText(notice.rule, notice.settings, notice.nameOf);
    case 'over-cap':
      return overCapText(notice);
    case 'joined':
      return alreadyBeingLeft(notice.joined, notice.nameOf);
    case 'not-connected':
      return `Nothing was done. This workspace is not connected to Wasend yet${notice.isAdmin ? '.' : '; an admin connects it on the app’s Home tab.'}`;
    case 'key-refused':
      return oneAfterAnother([
        'Nothing was done. Wasend does not take the key of this workspace.',
        notice.said === null ? null : `Wasend: ${quoted(notice.said)}`,
        notice.isAdmin ? 'Replace the key.' : 'An admin replaces it on the app’s Home tab.',
      ]);
    case 'key-unreadable':
      return 'Nothing was changed. The key of this workspace cannot be read any more, so its numbers cannot be asked for. Replace the key.';
    case 'expired':
      return 'Nothing was done. This form was open for too long. Type the command again.';
    case 'outdated':
      return 'Nothing was done. The choice has changed since this was shown. Type the command again.';
    case 'taken-for-others':
      return `Nothing was done. This form was already used to ask for ${countOf(notice.groups, 'group')}, which are not those shown here. Type the command again for these.`;
    case 'nothing-to-leave':
      return 'Nothing was done. None of these groups can be left.';
    case 'nothing-to-try-again':
      return 'Nothing was done. No group of this request can be tried again.';
    case 'tried-again-already':
      return 'Nothing was done. These groups have been asked for again already; the card links to the new one.';
    case 'wasend-silent':
      return oneAfterAnother([
        'Nothing was changed. Wasend could not be asked just now.',
        notice.said === null ? null : `Wasend: ${quoted(notice.said)}`,
        'Try again in a minute.',
      ]);
    case 'ledger-down':
      return ledgerDown(notice);
    case 'not-authorised':
      return notAuthorised(notice);
    case 'broke':
      return somethingBroke(notice);
    case 'not-filled':
      return `Nothing was done. Slack did not take what belongs here. Type the command again; if it stays so, tell whoever runs this app the reference \`${notice.reference}\`.`;
  }
}

function blocksOf(said: string | PlainMessage) {
  return typeof said === 'string' ? [section(said)] : said.blocks;
}

/** More groups than one request takes: the first are asked for, and the view goes on to the next. */
export function nextGroupsModal(accepted: number, remaining: number): ModalView {
  return saying([
    section(
      `${countOf(accepted, 'group')} accepted; their card shows how they end. Looking up the next ${remaining} …`,
    ),
  ]);
}
