import { z } from 'zod';
import type { WorkspaceSettings } from './settings.ts';

/** One thing that changed, in words for the ledger and the audit line. Never holds a key. */
export const SettingChange = z.object({
  what: z.string().max(50),
  before: z.string().max(300),
  after: z.string().max(300),
});
export type SettingChange = z.infer<typeof SettingChange>;

type Words = { readonly [Field in keyof WorkspaceSettings]: (settings: WorkspaceSettings) => string };

/** People and channels are written as Slack draws them; everything else an admin typed stays as it was typed. */
const words: Words = {
  leavers: ({ leavers }) =>
    typeof leavers === 'string'
      ? leavers
      : listed([
          ...leavers.users.map((id) => `<@${id}>`),
          ...leavers.userGroups.map((id) => `user group ${id}`),
        ]),
  holdSeconds: ({ holdSeconds }) => `${holdSeconds} s`,
  gapSeconds: ({ gapSeconds: { from, to } }) => `${from} to ${to} s`,
  channels: ({ channels }) => (channels.length === 0 ? 'any channel' : listed(channels.map(channelWord))),
  channelSessions: ({ channelSessions }) =>
    channelSessions.length === 0
      ? 'every number from every channel'
      : listed(channelSessions.map((line) => `${channelWord(line.channelId)}: ${line.sessionIds.join(' ')}`)),
  protectedGroups: ({ protectedGroups }) => listed(protectedGroups),
  approval: ({ approval: { needed, overGroups, minutes } }) =>
    needed === 0 ? 'off' : `${needed} for more than ${overGroups} groups, within ${minutes} min`,
  dailyCap: ({ dailyCap }) => (dailyCap === null ? 'none' : String(dailyCap)),
  stoppedBy: ({ stoppedBy }) => (stoppedBy === null ? 'nobody' : `<@${stoppedBy}>`),
};

/** What differs between two settings, field by field. Pure. */
export function changesBetween(before: WorkspaceSettings, after: WorkspaceSettings): SettingChange[] {
  const fields = Object.keys(words) as (keyof WorkspaceSettings)[];
  return fields.flatMap((what) => {
    const [was, is] = [words[what](before), words[what](after)];
    return was === is ? [] : [{ what, before: cut(was), after: cut(is) }];
  });
}

function channelWord(channelId: string): string {
  return `<#${channelId}>`;
}

function listed(all: readonly string[]): string {
  return all.join(', ') || 'none';
}

function cut(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 299).toWellFormed()}…`;
}
