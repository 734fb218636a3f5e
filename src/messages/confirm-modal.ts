import type { KnownBlock, ModalView } from '@slack/types';
import type { GroupId, RequestId } from '../leaving/ids.ts';
import type { Judged } from '../leaving/preview.ts';
import type { BadReference } from '../leaving/references.ts';
import type { GroupFacts } from '../leaving/standing.ts';
import { actionIds, blockIds, viewIds } from '../slack/ids.ts';
import { countOf } from './group-label.ts';
import { modal } from './modal.ts';
import { context, quoted, section, stranger } from './mrkdwn.ts';
import { badLines, blockedLine, chunkLines, groupLine } from './preview-lines.ts';

export interface PreviewGroup extends Judged {
  readonly groupId: GroupId;
  readonly facts: GroupFacts | null;
}

export interface ConfirmModal {
  readonly requestId: RequestId;
  /** Which draft this view shows; a confirmation names it. */
  readonly revision: number;
  readonly session: { readonly name: string | null; readonly phoneNumber: string | null } | null;
  readonly groups: readonly PreviewGroup[];
  readonly badReferences: readonly BadReference[];
  /** Invite links whose group is still being looked up. */
  readonly pendingInvites: number;
  readonly facts: 'loading' | 'ready' | 'unavailable';
  /** What Wasend said when facts are unavailable. */
  readonly factsWhy?: string;
  readonly holdSeconds: number;
}

/** Shows exactly what would be left. Its submission is the confirmation, so it has none when nothing can be left. */
export function confirmModal(state: ConfirmModal): ModalView {
  const askable = state.groups.filter((group) => group.blocked === null);
  const blocked = state.groups.filter((group) => group.blocked !== null);
  const metadata = JSON.stringify({ v: 1, requestId: state.requestId, revision: state.revision });
  const blocks = [
    section(headline(state, askable.length)),
    ...chunkLines(askable.map((group) => groupLine(group, state.facts))).map(section),
    ...leftOut('These stay as they are:', blocked.map(blockedLine)),
    ...leftOut('These were not understood:', badLines(state.badReferences)),
    ...factsNote(state),
  ];
  if (askable.length === 0) return modal({ callbackId: viewIds.confirm, metadata, blocks, close: 'Close' });
  return modal({
    callbackId: viewIds.confirm,
    metadata,
    blocks: [...blocks, ...consequences(state.holdSeconds), reasonInput],
    submit: askable.length === 1 ? 'Leave group' : `Leave ${askable.length} groups`,
    close: 'Cancel',
  });
}

function headline({ session, pendingInvites, facts }: ConfirmModal, askable: number): string {
  if (askable === 0 && pendingInvites > 0) return `Looking up ${countOf(pendingInvites, 'invite link')} …`;
  if (askable === 0) return 'There is nothing here that can be left.';
  const who =
    sessionLabel(session) ?? (facts === 'loading' ? 'The number' : 'The number (not known by name just now)');
  return `${who} will leave ${askable === 1 ? 'this group' : `these ${askable} groups`}:`;
}

function sessionLabel(session: ConfirmModal['session']): string | null {
  const [first, second] = [session?.phoneNumber, session?.name].flatMap((part) =>
    part ? [stranger(part, 60)] : [],
  );
  if (first === undefined) return null;
  return second === undefined ? first : `${first} (${second})`;
}

function leftOut(title: string, lines: readonly string[]): KnownBlock[] {
  return lines.length === 0 ? [] : chunkLines([`*${title}*`, ...lines]).map(section);
}

function factsNote({ facts, factsWhy, pendingInvites, groups }: ConfirmModal): KnownBlock[] {
  if (facts === 'loading')
    return [context(pendingInvites > 0 ? 'Looking up names and invite links …' : 'Looking up names …')];
  if (facts === 'ready') {
    const isOpen = groups.some((group) => group.blocked === null && group.facts?.isCommunity === null);
    return isOpen
      ? [
          context(
            'Wasend did not tell whether these are communities. A community is better left in WhatsApp itself.',
          ),
        ]
      : [];
  }
  const said = quoted(factsWhy ?? null);
  return [
    context(
      `Wasend could not tell names, members or standing just now.${said === '' ? '' : ` ${said}`} The groups are shown by their ids.`,
    ),
  ];
}

function consequences(holdSeconds: number): KnownBlock[] {
  const hold =
    holdSeconds > 0
      ? ` For ${countOf(holdSeconds, 'second')} after that, anyone in the channel can press Stop.`
      : '';
  return [
    section(
      `*This cannot be undone.* Coming back needs a new invite. The group’s admins see that the number left; the chat stays on the phone.${hold}`,
    ),
  ];
}

const reasonInput: KnownBlock = {
  type: 'input',
  block_id: blockIds.reason,
  optional: true,
  label: { type: 'plain_text', text: 'Reason' },
  hint: { type: 'plain_text', text: 'Kept on record, and shown in the channel and in the audit channel.' },
  element: { type: 'plain_text_input', action_id: actionIds.reason, max_length: 500 },
};
