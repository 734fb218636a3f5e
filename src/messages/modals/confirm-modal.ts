import type { KnownBlock, ModalView } from '@slack/types';
import { mostGroupsWithoutGap } from '../../leaving/advance/pace.ts';
import type { JudgedTogether } from '../../leaving/before/judge-groups.ts';
import type { GroupId, RequestId } from '../../leaving/ids.ts';
import type { GroupFacts } from '../../leaving/standing.ts';
import type { BadReference } from '../../leaving/typed/references.ts';
import { countOf } from '../block-kit/group-label.ts';
import { context, quoted, section, slackDate, stranger } from '../block-kit/mrkdwn.ts';
import { actionIds, blockIds, viewIds } from '../ids.ts';
import { modal } from './modal.ts';
import { badLines, blockedLine, chunkLines, groupLine } from './preview-lines.ts';

export interface PreviewGroup extends JudgedTogether {
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
  /** When the facts were read (epoch milliseconds); null while or when they are not known. */
  readonly readAt: number | null;
  /** Who else must agree, and within what time; null where nobody must. */
  readonly approval: { readonly needed: number; readonly minutes: number } | null;
  /** How long the calls take, and when they would end; null for requests too short to be worth a word. */
  readonly expected: { readonly durationMs: number; readonly endAt: number } | null;
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
    blocks: [...blocks, ...consequences(state), reasonInput, ...countInput(askable.length)],
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

function factsNote({ facts, factsWhy, pendingInvites, groups, readAt }: ConfirmModal): KnownBlock[] {
  if (facts === 'loading')
    return [context(pendingInvites > 0 ? 'Looking up names and invite links …' : 'Looking up names …')];
  if (facts === 'unavailable') {
    const said = quoted(factsWhy ?? null);
    return [
      context(
        `Wasend could not tell names, members or standing just now.${said === '' ? '' : ` ${said}`} The groups are shown by their ids.`,
      ),
    ];
  }
  const age = readAt === null ? [] : [`As Wasend told at ${slackDate(readAt, '{time_secs}')}.`];
  const isOpen = groups.some((group) => group.blocked === null && group.facts?.isCommunity === null);
  const open = isOpen
    ? ['It did not tell whether these are communities; a community is better left in WhatsApp itself.']
    : [];
  return age.length + open.length === 0 ? [] : [context([...age, ...open].join(' '))];
}

function consequences({ holdSeconds, expected, approval }: ConfirmModal): KnownBlock[] {
  const agreed =
    approval === null
      ? ''
      : ` Before anything happens, ${othersMust(approval.needed)} approve it on the card within ${countOf(approval.minutes, 'minute')}.`;
  const hold =
    holdSeconds > 0
      ? ` For ${countOf(holdSeconds, 'second')} ${approval === null ? 'after you confirm' : 'after the last approval'}, anyone in the channel can press Stop.`
      : '';
  const text = `*This cannot be undone.* Coming back needs a new invite. The group’s admins see that the number left; the chat stays on the phone.${agreed}${hold}`;
  if (expected === null) return [section(text)];
  const minutes = Math.round(expected.durationMs / 60_000);
  const long = expected.durationMs < 60_000 ? 'less than a minute' : `about ${countOf(minutes, 'minute')}`;
  const pace = `The groups are left one by one with pauses, which takes ${long}, until about ${slackDate(expected.endAt)}. Stop works all the while.`;
  return [section(`${text}\n${pace}`)];
}

/** Completes “… approve it”. */
export function othersMust(needed: number): string {
  return needed === 1 ? 'one other person who may leave must' : `${needed} other people who may leave must`;
}

/** Many groups are confirmed by typing how many: a slip of the hand is not enough. */
function countInput(count: number): KnownBlock[] {
  if (count <= mostGroupsWithoutGap) return [];
  return [
    {
      type: 'input',
      block_id: blockIds.typedCount,
      label: { type: 'plain_text', text: `Type ${count} to confirm leaving ${count} groups` },
      element: { type: 'plain_text_input', action_id: actionIds.typedCount, max_length: 10 },
    },
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
