import type { KnownBlock, ModalView } from '@slack/types';
import type { NumberLabel } from '../../../leaving/events.ts';
import type { GroupId, RequestId, SessionId } from '../../../leaving/ids.ts';
import type { ReadFailure } from '../../../leaving/ports/wasend.ts';
import { countOf } from '../../block-kit/counts.ts';
import { section, sections } from '../../block-kit/mrkdwn.ts';
import { numberLabel } from '../../block-kit/number-label.ts';
import { quoted } from '../../block-kit/strangers.ts';
import { viewIds } from '../../ids.ts';
import { modal, saying } from '../modal.ts';
import { type Consequences, cannotBeUndone, consequenceBlocks } from './consequences.ts';

interface LeaveByIdState extends Consequences {
  readonly requestId: RequestId;
  readonly revision: number;
  readonly number: NumberLabel;
  readonly sessionId: SessionId;
  readonly groupIds: readonly GroupId[];
  /** Why nothing could be read; null when it only took too long. */
  readonly failure: ReadFailure | null;
  /** True where a rule needs the names: then nothing is left without them. */
  readonly needsNames: boolean;
  readonly isPushed: boolean;
  readonly externalId?: string;
}

/** Wasend cannot tell names, members or roles: says so, and lets people leave by id all the same where no rule needs the name. */
export function leaveByIdModal(state: LeaveByIdState): ModalView {
  const { groupIds, failure, needsNames, isPushed } = state;
  const label = numberLabel(state.number, state.sessionId);
  const blocks: KnownBlock[] = [
    section(
      `*Wasend cannot tell what these ${countOf(groupIds.length, 'group')} of ${label} are*`
        .replace('these 1 group', 'this group')
        .replace(' are*', groupIds.length === 1 ? ' is*' : ' are*'),
    ),
    section(whyNot(failure)),
    ...sections(groupIds.map((groupId) => `• \`${groupId}\``)),
  ];
  const close = isPushed ? 'Back' : 'Cancel';
  if (groupIds.length === 0) return saying([section(`No group could be looked up. ${whyNot(failure)}`)]);
  const externalId = state.externalId === undefined ? {} : { externalId: state.externalId };
  if (needsNames) {
    const refusal = section(
      'Groups are protected here by their names, so nothing is left while the names are not known. Try again in a minute.',
    );
    return modal({
      callbackId: viewIds.notice,
      metadata: '',
      blocks: [...blocks, refusal],
      close,
      ...externalId,
    });
  }
  const unknown =
    'Names, members and the number’s role are not known: owner, only admin or last member is not told before.';
  return modal({
    callbackId: viewIds.leaveById,
    metadata: JSON.stringify({ v: 1, requestId: state.requestId, revision: state.revision }),
    blocks: [...blocks, section(unknown), cannotBeUndone, ...consequenceBlocks(groupIds.length, state)],
    submit: 'Leave by id',
    close,
    ...externalId,
  });
}

function whyNot(failure: ReadFailure | null): string {
  if (failure === null) return 'Wasend did not answer within 10 seconds.';
  const said =
    failure.said === null
      ? ''
      : ` Wasend${failure.status === null ? '' : ` ${failure.status}`}: ${quoted(failure.said)}`;
  return `${failureWords[failure.why]}${said}`;
}

const failureWords = {
  unauthorized: 'Wasend does not take the key.',
  refused: 'Wasend refused to tell.',
  'session-in-doubt': 'The number may not be connected to WhatsApp.',
  'rate-limited': 'Wasend’s limit of calls is reached.',
  unreachable: 'Wasend could not be reached.',
  'timed-out': 'Wasend did not answer in time.',
  unreadable: 'Wasend’s answer told nothing.',
} as const satisfies Record<ReadFailure['why'], string>;
