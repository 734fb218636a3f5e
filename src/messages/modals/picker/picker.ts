import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { GroupFilter } from '../../../leaving/before/group-filter.ts';
import type { RequestId, SessionId } from '../../../leaving/ids.ts';
import { mostGroups } from '../../../leaving/typed/pasted-groups.ts';
import { context } from '../../block-kit/mrkdwn.ts';
import { actionIds, blockIds, pickGroupsBlock, viewIds } from '../../ids.ts';
import { modal } from '../modal.ts';
import { groupFilterWords } from './filter-words.ts';
import { type Matches, matchBlocks } from './matches.ts';
import { type PickableSession, sessionOptions } from './session-options.ts';

export interface PickerState {
  readonly requestId: RequestId;
  readonly revision: number;
  /** Empty while they are being looked up, and where there is nothing to choose. */
  readonly sessions: readonly PickableSession[];
  readonly sessionId: SessionId | null;
  /** True for the number that is taken when nobody chooses. */
  readonly isDefaultSession: boolean;
  readonly filter: GroupFilter;
  /** What the words after the command found; null when there were none. */
  readonly matches: Matches | null;
  /** Something to know about the list of groups, such as that Wasend lists none. */
  readonly note: string | null;
}

/** Asks for the groups: by name from the list, or pasted. Nothing is left before the next view has shown them. */
export function pickerModal(state: PickerState): ModalView {
  const { requestId, revision, sessions, sessionId, isDefaultSession, matches, filter, note } = state;
  const blocks: KnownBlock[] = [
    ...sessionSelect(sessions, sessionId),
    ...(matches === null ? [] : matchBlocks(matches)),
    groupSelect(isDefaultSession ? null : sessionId, filter),
    filterSelect(filter),
    ...(note === null ? [] : [context(note)]),
    pasteBox,
  ];
  return modal({
    callbackId: viewIds.ask,
    metadata: JSON.stringify({ v: 1, requestId, revision, filter }),
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
      label: { type: 'plain_text', text: 'Number' },
      element: {
        type: 'static_select',
        action_id: actionIds.pickSession,
        options,
        ...(initial === undefined ? {} : { initial_option: initial }),
      },
    },
  ];
}

/** The block is named after the number and the filter, so that what was picked of one never stays for another. */
function groupSelect(otherSessionId: SessionId | null, filter: GroupFilter): InputBlock {
  return {
    type: 'input',
    block_id: pickGroupsBlock(filter === 'all' ? otherSessionId : `${otherSessionId ?? ''} ${filter}`),
    optional: true,
    label: { type: 'plain_text', text: 'Groups to leave' },
    element: {
      type: 'multi_external_select',
      action_id: actionIds.pickGroups,
      min_query_length: 0,
      max_selected_items: mostGroups,
      placeholder: { type: 'plain_text', text: 'Type parts of the name, in any order' },
    },
  };
}

function filterSelect(filter: GroupFilter): KnownBlock {
  const options = Object.entries(groupFilterWords).map(
    ([value, text]): PlainTextOption => ({ text: { type: 'plain_text', text }, value }),
  );
  const initial = options.find(({ value }) => value === filter);
  return {
    type: 'input',
    block_id: blockIds.pickFilter,
    optional: true,
    dispatch_action: true,
    label: { type: 'plain_text', text: 'Show' },
    element: {
      type: 'static_select',
      action_id: actionIds.pickFilter,
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
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
    text: 'Group ids, invite links, a list, JSON, CSV or a whole mail: what names a group is taken.',
  },
  element: { type: 'plain_text_input', action_id: actionIds.typedGroups, multiline: true, max_length: 3000 },
};
