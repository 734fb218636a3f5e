import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { RequestId, SessionId } from '../../leaving/ids.ts';
import { mostGroups } from '../../leaving/typed/leave-command-text.ts';
import { mostOptionCharacters } from '../block-kit/limits.ts';
import { context, cutText, plainStranger } from '../block-kit/mrkdwn.ts';
import { actionIds, blockIds, pickGroupsBlock, viewIds } from '../ids.ts';
import { modal } from './modal.ts';

/** A WhatsApp number as it can be picked. */
export interface PickableSession {
  readonly sessionId: SessionId;
  readonly name: string | null;
  readonly phoneNumber: string | null;
  readonly status: string;
}

export interface PickerModal {
  readonly requestId: RequestId;
  /** Empty while they are being looked up, and where there is nothing to choose. */
  readonly sessions: readonly PickableSession[];
  readonly sessionId: SessionId | null;
  /** True for the session that is taken when nobody chooses. */
  readonly isDefaultSession: boolean;
  /** Something to know about the list of groups, such as that Wasend reports none. */
  readonly note: string | null;
}

/** Asks for the groups: by name from the list, or pasted. Nothing is left before the next modal has shown them. */
export function pickerModal({
  requestId,
  sessions,
  sessionId,
  isDefaultSession,
  note,
}: PickerModal): ModalView {
  const blocks: KnownBlock[] = [
    ...sessionSelect(sessions, sessionId),
    groupSelect(isDefaultSession ? null : sessionId),
    ...(note === null ? [] : [context(note)]),
    pasteBox,
  ];
  return modal({
    callbackId: viewIds.ask,
    metadata: JSON.stringify({ v: 1, requestId, revision: 0 }),
    submit: 'Next',
    close: 'Cancel',
    blocks,
  });
}

/** Hidden when there is only one number: nothing is to be chosen. */
function sessionSelect(sessions: readonly PickableSession[], sessionId: SessionId | null): InputBlock[] {
  const options = sessionOptions(sessions);
  const initial = options.find(({ value }) => value === sessionId);
  if (options.length < 2) return [];
  return [
    {
      type: 'input',
      block_id: blockIds.pickSession,
      dispatch_action: true,
      label: { type: 'plain_text', text: 'Which number?' },
      element: {
        type: 'static_select',
        action_id: actionIds.pickSession,
        options,
        ...(initial === undefined ? {} : { initial_option: initial }),
      },
    },
  ];
}

/** Numbers as options, those that Slack can carry: an option's value has its limit too. */
export function sessionOptions(sessions: readonly PickableSession[]): PlainTextOption[] {
  return sessions
    .filter((session) => session.sessionId.length <= mostOptionCharacters)
    .slice(0, 100)
    .map(sessionOption);
}

function sessionOption({ sessionId, name, phoneNumber, status }: PickableSession): PlainTextOption {
  const label = [phoneNumber, name].flatMap((part) => (part ? [plainStranger(part, 40)] : [])).join(' · ');
  return {
    text: { type: 'plain_text', text: cutText(label || sessionId, mostOptionCharacters) },
    description: {
      type: 'plain_text',
      text: cutText(status.toLowerCase().replaceAll('_', ' '), mostOptionCharacters),
    },
    value: sessionId,
  };
}

/** The block is named after the session, so that what was picked of one number never stays for another. */
function groupSelect(otherSessionId: SessionId | null): InputBlock {
  return {
    type: 'input',
    block_id: pickGroupsBlock(otherSessionId),
    optional: true,
    label: { type: 'plain_text', text: 'Which groups should the number leave?' },
    element: {
      type: 'multi_external_select',
      action_id: actionIds.pickGroups,
      min_query_length: 0,
      max_selected_items: mostGroups,
      placeholder: { type: 'plain_text', text: 'Type a part of the name' },
    },
  };
}

const pasteBox: InputBlock = {
  type: 'input',
  block_id: blockIds.typedGroups,
  optional: true,
  label: { type: 'plain_text', text: 'Or paste them' },
  hint: {
    type: 'plain_text',
    text: `Group ids such as 120363025246125486@g.us, invite links, or lines of a CSV that begin with one; at most ${mostGroups} groups in all.`,
  },
  element: { type: 'plain_text_input', action_id: actionIds.typedGroups, multiline: true, max_length: 3000 },
};
