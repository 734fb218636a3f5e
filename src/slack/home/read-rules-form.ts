import { z } from 'zod';
import { ChannelId, UserGroupId, UserId } from '../../leaving/ids.ts';
import type { WorkspaceSettings } from '../../leaving/rules/settings.ts';
import { ruleFaults } from '../../messages/home/rule-faults.ts';
import { fieldIds } from '../../messages/ids.ts';

export type FormRules =
  | { readonly kind: 'rules'; readonly change: (before: WorkspaceSettings) => WorkspaceSettings }
  /** By the id of the field. */
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> };

const text = z.object({ value: z.string().nullish() });
type Typed = z.infer<typeof text>;
const option = z.object({ selected_option: z.object({ value: z.string() }) });
const inField = <Id extends string, Value extends z.ZodType>(id: Id, value: Value) =>
  z.object({ [id]: value } as Record<Id, Value>);

/** `view.state.values` of the rules. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const Values = z.object({
  [fieldIds.leavers]: inField(fieldIds.leavers, option),
  [fieldIds.people]: inField(fieldIds.people, z.object({ selected_users: z.array(UserId).max(100) })),
  [fieldIds.userGroups]: inField(
    fieldIds.userGroups,
    z.object({ selected_options: z.array(z.object({ value: UserGroupId })).max(20) }),
  ).optional(),
  [fieldIds.channels]: inField(
    fieldIds.channels,
    z.object({ selected_conversations: z.array(ChannelId).max(100) }),
  ),
  [fieldIds.protectedGroups]: inField(fieldIds.protectedGroups, text),
  [fieldIds.approvers]: inField(fieldIds.approvers, option),
  [fieldIds.approvalOver]: inField(fieldIds.approvalOver, text),
  [fieldIds.approvalMinutes]: inField(fieldIds.approvalMinutes, text),
  [fieldIds.hold]: inField(fieldIds.hold, text),
  [fieldIds.gap]: inField(fieldIds.gap, text),
  [fieldIds.dailyCap]: inField(fieldIds.dailyCap, text),
});

/** Reads what an admin sent, or says at each field what is wrong. Throws when it is no state of our form. */
export function readRulesForm(values: unknown): FormRules {
  const read = Values.parse(values);
  const errors: Record<string, string> = {};
  const number = (id: string, typed: Typed, least: number, most: number): number => {
    const value = Number(typed.value ?? Number.NaN);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    errors[id] = ruleFaults.number(least, most);
    return least;
  };
  const people = read[fieldIds.people][fieldIds.people].selected_users;
  const chosenGroups = read[fieldIds.userGroups]?.[fieldIds.userGroups].selected_options;
  const kind = z
    .enum(['admins', 'everyone', 'named'])
    .parse(read[fieldIds.leavers][fieldIds.leavers].selected_option.value);
  if (kind === 'named' && people.length === 0 && (chosenGroups ?? []).length === 0)
    errors[fieldIds.people] = ruleFaults.nobody;
  const gap = /^\s*(\d{1,4})(?:\s*-\s*(\d{1,4}))?\s*$/.exec(read[fieldIds.gap][fieldIds.gap].value ?? '');
  const gapSeconds = { from: Number(gap?.[1]), to: Number(gap?.[2] ?? gap?.[1]) };
  if (gap === null || gapSeconds.from > gapSeconds.to || gapSeconds.to > 3_600)
    errors[fieldIds.gap] = ruleFaults.gap;
  const patterns = linesOf(read[fieldIds.protectedGroups][fieldIds.protectedGroups].value);
  if (patterns.length > 100 || patterns.some((pattern) => pattern.length > 100))
    errors[fieldIds.protectedGroups] = ruleFaults.patterns;
  const hasCap = Boolean(read[fieldIds.dailyCap][fieldIds.dailyCap].value?.trim());
  const rules = {
    channels: read[fieldIds.channels][fieldIds.channels].selected_conversations,
    protectedGroups: patterns,
    approval: {
      needed: Number(read[fieldIds.approvers][fieldIds.approvers].selected_option.value),
      overGroups: number(fieldIds.approvalOver, read[fieldIds.approvalOver][fieldIds.approvalOver], 0, 50),
      minutes: number(
        fieldIds.approvalMinutes,
        read[fieldIds.approvalMinutes][fieldIds.approvalMinutes],
        1,
        1_440,
      ),
    },
    holdSeconds: number(fieldIds.hold, read[fieldIds.hold][fieldIds.hold], 0, 3_600),
    gapSeconds,
    dailyCap: hasCap ? number(fieldIds.dailyCap, read[fieldIds.dailyCap][fieldIds.dailyCap], 1, 1_000) : null,
  };
  if (Object.keys(errors).length > 0) return { kind: 'wrong', errors };
  return {
    kind: 'rules',
    change(before) {
      const userGroups = chosenGroups?.map(({ value }) => value) ?? groupsBefore(before);
      const leavers = kind === 'named' ? { users: people, userGroups } : kind;
      return { ...before, ...rules, leavers };
    },
  };
}

/** Where Slack could not list the groups, those that were chosen stay. */
function groupsBefore({ leavers }: WorkspaceSettings): UserGroupId[] {
  return typeof leavers === 'string' ? [] : leavers.userGroups;
}

function linesOf(value: string | null | undefined): string[] {
  const lines = (value ?? '').split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}
