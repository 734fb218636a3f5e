import { z } from 'zod';
import { ChannelId, UserGroupId, UserId } from '../../../leaving/ids.ts';
import type { WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import { fieldFaults } from '../../../messages/home/forms/field-faults.ts';
import type { OthersChoice, WhereChoice } from '../../../messages/home/forms/who-form.ts';
import { fieldIds } from '../../../messages/ids.ts';
import { chosenOption, type FormRead, inField, readAs } from './form-fields.ts';

const mostChannels = 100;

const Values = z.object({
  [fieldIds.leavers]: inField(fieldIds.leavers, chosenOption),
  [fieldIds.people]: inField(fieldIds.people, z.object({ selected_users: z.array(UserId).max(100) })),
  /** Missing where Slack could not list the groups. */
  [fieldIds.userGroups]: inField(
    fieldIds.userGroups,
    z.object({ selected_options: z.array(z.object({ value: UserGroupId })).max(20) }),
  ).optional(),
  [fieldIds.others]: inField(fieldIds.others, chosenOption),
  [fieldIds.where]: inField(fieldIds.where, chosenOption),
  [fieldIds.channels]: inField(fieldIds.channels, z.object({ selected_conversations: z.array(ChannelId) })),
});

const Who = z.enum(['admins', 'everyone', 'named']);
const Others = z.enum(['no', 'ask'] satisfies OthersChoice[]);
const Where = z.enum(['any', 'only'] satisfies WhereChoice[]);

/** Reads who may leave, and from where. Emptiness never means everything. Throws when it is no state of our form. */
export function readWhoForm(values: unknown, before: WorkspaceSettings): FormRead {
  const read = Values.parse(values);
  const who = Who.parse(read[fieldIds.leavers][fieldIds.leavers].selected_option.value);
  const others = Others.parse(read[fieldIds.others][fieldIds.others].selected_option.value);
  const where = Where.parse(read[fieldIds.where][fieldIds.where].selected_option.value);
  const users = read[fieldIds.people][fieldIds.people].selected_users;
  const listed = read[fieldIds.userGroups]?.[fieldIds.userGroups].selected_options;
  const userGroups = listed?.map(({ value }) => value) ?? userGroupsOf(before);
  const channels = read[fieldIds.channels][fieldIds.channels].selected_conversations;
  const errors: Record<string, string> = {};
  if (who === 'named' && users.length === 0 && userGroups.length === 0)
    errors[fieldIds.people] = fieldFaults.nobody;
  if (where === 'only' && channels.length === 0) errors[fieldIds.channels] = fieldFaults.noChannel;
  if (where === 'only' && channels.length > mostChannels)
    errors[fieldIds.channels] = fieldFaults.tooManyChannels;
  return readAs(errors, () => ({
    ...before,
    leavers: who === 'named' ? { users, userGroups } : who,
    othersMayAsk: others === 'ask',
    channels: where === 'only' ? channels : [],
  }));
}

/** Where Slack could not list the groups, those that were chosen stay. */
function userGroupsOf({ leavers }: WorkspaceSettings): UserGroupId[] {
  return typeof leavers === 'string' ? [] : leavers.userGroups;
}
