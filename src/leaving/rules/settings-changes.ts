import { z } from 'zod';
import { ChannelId, SessionId } from '../ids.ts';
import { WorkspaceSettings } from './settings.ts';

const { shape } = WorkspaceSettings;
const changed = <What extends string, Value extends z.ZodType>(what: What, value: Value) =>
  z.object({ what: z.literal(what), before: value, after: value });

/** The last four characters of a key: enough to tell two apart, useless to anybody. */
const keyEnd = z.string().max(4).nullable();

/** One thing that changed, as values: the words for them are made in `messages/`. Never holds a key. */
export const SettingChange = z.discriminatedUnion('what', [
  changed('leavers', shape.leavers),
  changed('othersMayAsk', z.boolean()),
  changed('holdSeconds', shape.holdSeconds),
  changed('gapSeconds', shape.gapSeconds),
  changed('channels', shape.channels),
  changed('channelSessions', shape.channelSessions),
  changed('protectedGroups', shape.protectedGroups),
  changed('approval', shape.approval),
  changed('dailyCap', shape.dailyCap),
  changed('stoppedBy', shape.stoppedBy),
  /** Two keys may end alike: an entry of this kind says that one was replaced nevertheless. */
  changed('key', keyEnd),
  changed('session', SessionId.nullable()),
  changed('auditChannel', ChannelId.nullable()),
  /** A change of the ledger's first format, which kept words. */
  z.object({
    what: z.literal('in-words'),
    of: z.string().max(50),
    before: z.string().max(300),
    after: z.string().max(300),
  }),
]);
export type SettingChange = z.infer<typeof SettingChange>;

/** Every rule, named so that a new one can be forgotten neither here nor among the changes above. */
const fields = {
  leavers: true,
  othersMayAsk: true,
  holdSeconds: true,
  gapSeconds: true,
  channels: true,
  channelSessions: true,
  protectedGroups: true,
  approval: true,
  dailyCap: true,
  stoppedBy: true,
} as const satisfies {
  readonly [What in keyof WorkspaceSettings]: What extends SettingChange['what'] ? true : never;
};

/** What differs between two settings, rule by rule. Pure. */
export function changesBetween(before: WorkspaceSettings, after: WorkspaceSettings): SettingChange[] {
  const rules = Object.keys(fields) as (keyof typeof fields)[];
  return rules
    .filter((what) => JSON.stringify(before[what]) !== JSON.stringify(after[what]))
    .map((what) => SettingChange.parse({ what, before: before[what], after: after[what] }));
}
