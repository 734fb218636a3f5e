import { z } from 'zod';
import { ChannelId, UserId } from './ids.ts';

/** Rules and habits of one workspace. Everything an admin can change on the Home tab, without the connection. */
export const WorkspaceSettings = z.object({
  leavers: z.union([z.enum(['admins', 'everyone']), z.array(UserId).max(100)]),
  holdSeconds: z.number().int().min(0).max(3_600),
  /** Where groups may be left from; empty: anywhere. */
  channels: z.array(ChannelId).max(100),
  /** Group ids, or patterns of names with `*`: these groups are never left. */
  protectedGroups: z.array(z.string().min(1).max(100)).max(100),
  /** Who stopped everything; null while nothing is stopped. */
  stoppedBy: UserId.nullable(),
});
export type WorkspaceSettings = z.infer<typeof WorkspaceSettings>;

/** One field that changed, in words for the ledger and the audit line. Never holds a key. */
export const SettingChange = z.object({
  what: z.string().max(50),
  before: z.string().max(300),
  after: z.string().max(300),
});
export type SettingChange = z.infer<typeof SettingChange>;

/** What differs between two settings, field by field. Pure. */
export function changesBetween(before: WorkspaceSettings, after: WorkspaceSettings): SettingChange[] {
  const fields = Object.keys(after) as (keyof WorkspaceSettings)[];
  return fields.flatMap((what) => {
    const [was, is] = [inWords(before[what]), inWords(after[what])];
    return was === is ? [] : [{ what, before: was, after: is }];
  });
}

function inWords(value: WorkspaceSettings[keyof WorkspaceSettings]): string {
  if (value === null) return 'nobody';
  const words = Array.isArray(value) ? value.join(', ') || 'none' : String(value);
  return words.length <= 300 ? words : `${words.slice(0, 299).toWellFormed()}…`;
}

/**
 * The pattern that protects a group, or null. A group whose name is not known counts as protected wherever a pattern
 * of names could mean it: what cannot be told is not left.
 */
export function protectedBy(
  group: { readonly groupId: string; readonly name: string | null },
  { protectedGroups }: Pick<WorkspaceSettings, 'protectedGroups'>,
): string | null {
  return protectedGroups.find((pattern) => matches(group, pattern)) ?? null;
}

function matches(
  { groupId, name }: { readonly groupId: string; readonly name: string | null },
  pattern: string,
): boolean {
  const wanted = pattern.trim().toLowerCase();
  if (wanted === groupId || `${wanted}@g.us` === groupId) return true;
  if (/^[\d-]+(?:@g\.us)?$/.test(wanted)) return false;
  return name === null || likeName(name.toLowerCase().trim(), wanted.split('*'));
}

/** The parts in their order, the first at the start and the last at the end; without a regular expression, so that none can be slow. */
function likeName(name: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  if (!name.startsWith(first)) return false;
  const last = rest.at(-1);
  if (last === undefined) return name === first;
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
