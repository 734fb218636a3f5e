import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { UserGroupId } from '../../../leaving/ids.ts';
import type { RulesInForce } from '../../../leaving/ports/rules.ts';
import type { Leavers } from '../../../leaving/rules/settings.ts';
import { mostOptions } from '../../block-kit/limits.ts';
import { context } from '../../block-kit/mrkdwn.ts';
import { plainStranger } from '../../block-kit/strangers.ts';
import { fieldIds, viewIds } from '../../ids.ts';
import { field, form, formMetadata, initialOption, option } from './form.ts';
import { formTitles } from './form-titles.ts';

/** A Slack user group as it can be chosen. */
export interface PickableUserGroup {
  readonly id: UserGroupId;
  readonly handle: string;
}

interface WhoForm {
  readonly rules: Pick<RulesInForce, 'settings' | 'revision'>;
  /** Null where Slack could not list them. */
  readonly userGroups: readonly PickableUserGroup[] | null;
}

/** Who may leave, and from where. */
export function whoForm({ rules, userGroups }: WhoForm): ModalView {
  const { leavers, othersMayAsk, channels } = rules.settings;
  const chosen = typeof leavers === 'string' ? { users: [], userGroups: [] } : leavers;
  const blocks: KnownBlock[] = [
    field(fieldIds.leavers, 'Who may leave groups?', {
      type: 'static_select',
      action_id: fieldIds.leavers,
      options: [...whoOptions],
      ...initialOption(whoOptions, typeof leavers === 'string' ? leavers : 'named'),
    }),
    field(
      fieldIds.people,
      'People',
      {
        type: 'multi_users_select',
        action_id: fieldIds.people,
        max_selected_items: 100,
        ...(chosen.users.length === 0 ? {} : { initial_users: chosen.users }),
      },
      { optional: true, hint: 'Only counts with “Only these people and user groups”.' },
    ),
    ...userGroupField(chosen.userGroups, userGroups),
    field(
      fieldIds.others,
      'Everybody else',
      {
        type: 'static_select',
        action_id: fieldIds.others,
        options: [...othersOptions],
        ...initialOption(othersOptions, othersMayAsk ? 'ask' : 'no'),
      },
      { hint: 'Whoever asks sees the groups of the number. Guests never may.' },
    ),
    field(fieldIds.where, 'From where?', {
      type: 'static_select',
      action_id: fieldIds.where,
      options: [...whereOptions],
      ...initialOption(whereOptions, channels.length === 0 ? 'any' : 'only'),
    }),
    field(
      fieldIds.channels,
      'Channels',
      {
        type: 'multi_conversations_select',
        action_id: fieldIds.channels,
        max_selected_items: 100,
        filter: {
          include: ['public', 'private'],
          exclude_bot_users: true,
          exclude_external_shared_channels: true,
        },
        ...(channels.length === 0 ? {} : { initial_conversations: channels }),
      },
      { optional: true, hint: 'Only counts with “Only from these channels”.' },
    ),
  ];
  return form({
    callbackId: viewIds.who,
    title: formTitles.who,
    submit: 'Save',
    blocks,
    metadata: formMetadata(rules.revision),
  });
}

type WhoChoice = Extract<Leavers, string> | 'named';

const whoWords = {
  admins: 'Admins and owners',
  everyone: 'All members, but no guests',
  named: 'Only these people and user groups',
} as const satisfies Record<WhoChoice, string>;

const whoOptions: readonly PlainTextOption[] = Object.entries(whoWords).map(([value, text]) =>
  option(value, text),
);

export type OthersChoice = 'no' | 'ask';

const othersWords = {
  no: 'May not ask',
  ask: 'May ask; one who may leave must approve',
} as const satisfies Record<OthersChoice, string>;

const othersOptions: readonly PlainTextOption[] = Object.entries(othersWords).map(([value, text]) =>
  option(value, text),
);

/** Emptiness never means everything: it is chosen. */
export type WhereChoice = 'any' | 'only';

const whereWords = { any: 'From any channel', only: 'Only from these channels' } as const satisfies Record<
  WhereChoice,
  string
>;

const whereOptions: readonly PlainTextOption[] = Object.entries(whereWords).map(([value, text]) =>
  option(value, text),
);

/** What is chosen stands first, so that a list longer than Slack's never loses it. */
function userGroupField(
  chosen: readonly UserGroupId[],
  all: readonly PickableUserGroup[] | null,
): KnownBlock[] {
  if (all === null)
    return [context('Slack could not list the user groups just now. Those that are chosen stay chosen.')];
  const unlisted = chosen
    .filter((id) => !all.some((one) => one.id === id))
    .map((id) => ({ id, handle: `${id} (disabled or not listed)` }));
  const first = [...unlisted, ...all.filter(({ id }) => chosen.includes(id))];
  const options = [...first, ...all.filter(({ id }) => !chosen.includes(id))]
    .slice(0, mostOptions)
    .map(({ id, handle }) => option(id, `@${plainStranger(handle, 70)}`));
  if (options.length === 0) return [];
  const initial = options.slice(0, first.length);
  const hidden = all.length + unlisted.length - options.length;
  return [
    field(
      fieldIds.userGroups,
      'User groups',
      {
        type: 'multi_static_select',
        action_id: fieldIds.userGroups,
        max_selected_items: 20,
        options,
        ...(initial.length === 0 ? {} : { initial_options: initial }),
      },
      {
        optional: true,
        ...(hidden > 0 ? { hint: `${hidden} more do not fit here; name people instead.` } : {}),
      },
    ),
  ];
}
