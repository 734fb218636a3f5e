import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Leavers, WorkspaceSettings } from '../../leaving/rules/settings.ts';
import { context, plainStranger } from '../block-kit/mrkdwn.ts';
import { fieldIds, viewIds } from '../ids.ts';
import { form } from './form.ts';

/** A Slack user group as it can be chosen. */
export interface PickableUserGroup {
  readonly id: string;
  readonly handle: string;
}

/** Asks for all rules at once, filled in with those that are. `userGroups` is null where Slack could not list them. */
export function rulesForm(
  settings: WorkspaceSettings,
  userGroups: readonly PickableUserGroup[] | null,
): ModalView {
  const { approval, gapSeconds } = settings;
  const blocks: KnownBlock[] = [
    ...leaverFields(settings.leavers, userGroups),
    field(fieldIds.channels, 'From which channels? Empty: from any', true, '', {
      type: 'multi_conversations_select',
      action_id: fieldIds.channels,
      filter: { include: ['public', 'private'], exclude_bot_users: true },
      ...(settings.channels.length === 0 ? {} : { initial_conversations: settings.channels }),
    }),
    field(
      fieldIds.protectedGroups,
      'Protected groups, which are never left',
      true,
      'One on each line: a group id, a name, or a part of one with * before or after it, such as *board*.',
      {
        type: 'plain_text_input',
        action_id: fieldIds.protectedGroups,
        multiline: true,
        max_length: 3_000,
        ...(settings.protectedGroups.length === 0
          ? {}
          : { initial_value: settings.protectedGroups.join('\n') }),
      },
    ),
    field(fieldIds.approvers, 'How many others must approve?', false, '', {
      type: 'static_select',
      action_id: fieldIds.approvers,
      options: approverOptions,
      ...initialOption(approverOptions, String(approval.needed)),
    }),
    numberField(
      fieldIds.approvalOver,
      'Requests of more groups than this need it',
      [0, 50],
      approval.overGroups,
    ),
    numberField(fieldIds.approvalMinutes, 'Minutes in which they must approve', [1, 1_440], approval.minutes),
    numberField(
      fieldIds.hold,
      'Seconds to press Stop before the first call',
      [0, 3_600],
      settings.holdSeconds,
    ),
    field(
      fieldIds.gap,
      'Seconds between the calls of a long request',
      false,
      'A range such as 20-45. Numbers have been banned for leaving many groups fast.',
      {
        type: 'plain_text_input',
        action_id: fieldIds.gap,
        max_length: 9,
        initial_value: `${gapSeconds.from}-${gapSeconds.to}`,
      },
    ),
    numberField(
      fieldIds.dailyCap,
      'Groups one number may leave in 24 hours',
      [1, 1_000],
      settings.dailyCap,
      true,
    ),
  ];
  return form({ callbackId: viewIds.rules, title: 'Rules', submit: 'Save', blocks });
}

const who: readonly PlainTextOption[] = [
  option('admins', 'Admins and owners'),
  option('everyone', 'Every member of the workspace, but no guests'),
  option('named', 'Only the people and user groups below'),
];

const approverOptions = ['0', '1', '2', '3', '4', '5'].map((count) =>
  option(count, count === '0' ? 'Nobody' : count),
);

function leaverFields(leavers: Leavers, userGroups: readonly PickableUserGroup[] | null): KnownBlock[] {
  const chosen = typeof leavers === 'string' ? { users: [], userGroups: [] } : leavers;
  const kind = typeof leavers === 'string' ? leavers : 'named';
  const fields: KnownBlock[] = [
    field(fieldIds.leavers, 'Who may leave groups?', false, '', {
      type: 'static_select',
      action_id: fieldIds.leavers,
      options: [...who],
      ...initialOption(who, kind),
    }),
    field(fieldIds.people, 'People', true, '', {
      type: 'multi_users_select',
      action_id: fieldIds.people,
      max_selected_items: 100,
      ...(chosen.users.length === 0 ? {} : { initial_users: chosen.users }),
    }),
  ];
  if (userGroups === null)
    return [
      ...fields,
      context('Slack could not list the user groups just now; those that are chosen stay chosen.'),
    ];
  if (userGroups.length === 0) return fields;
  const options = userGroups
    .slice(0, 100)
    .map(({ id, handle }) => option(id, `@${plainStranger(handle, 70)}`));
  const initial = options.filter(({ value }) => chosen.userGroups.some((id) => id === value));
  const select = field(fieldIds.userGroups, 'User groups', true, '', {
    type: 'multi_static_select',
    action_id: fieldIds.userGroups,
    max_selected_items: 20,
    options,
    ...(initial.length === 0 ? {} : { initial_options: initial }),
  });
  return [...fields, select];
}

function numberField(
  id: string,
  label: string,
  [least, most]: readonly [number, number],
  value: number | null,
  isOptional = false,
): InputBlock {
  const hint = isOptional ? `From ${least} to ${most}; empty: no cap.` : `From ${least} to ${most}.`;
  return field(id, label, isOptional, hint, {
    type: 'number_input',
    action_id: id,
    is_decimal_allowed: false,
    min_value: String(least),
    max_value: String(most),
    ...(value === null ? {} : { initial_value: String(value) }),
  });
}

function field(
  id: string,
  label: string,
  optional: boolean,
  hint: string,
  element: InputBlock['element'],
): InputBlock {
  return {
    type: 'input',
    block_id: id,
    optional,
    label: { type: 'plain_text', text: label },
    ...(hint === '' ? {} : { hint: { type: 'plain_text', text: hint } }),
    element,
  };
}

function option(value: string, text: string): PlainTextOption {
  return { text: { type: 'plain_text', text }, value };
}

function initialOption(
  options: readonly PlainTextOption[],
  value: string,
): { readonly initial_option?: PlainTextOption } {
  const initial = options.find((one) => one.value === value);
  return initial === undefined ? {} : { initial_option: initial };
}
