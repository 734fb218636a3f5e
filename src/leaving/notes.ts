import { z } from 'zod';
import { AskedGroup } from './events.ts';
import { ChannelId, SessionId, UserId } from './ids.ts';
import { Rule } from './rules/rules.ts';
import { WorkspaceSettings } from './rules/settings.ts';
import { SettingChange } from './rules/settings-changes.ts';

/** The audit channels to tell; both hear of it where one takes the other's place. */
const tell = z.array(ChannelId).max(2);

/** What is in force from this entry on, written by the store; what an entry does not name it leaves as it was. */
const inForce = {
  /** Null for the deployment's own. */
  rules: WorkspaceSettings.partial().nullable().optional(),
  rulesRevision: z.number().int().nonnegative().optional(),
  connectionRevision: z.number().int().nonnegative().optional(),
};

/** Something the rules refused: an ask, a press on `stop all`, a step of a workflow. No leave was ever owed. */
const AskRefused = z.object({
  type: z.literal('ask-refused'),
  by: UserId,
  channelId: ChannelId,
  groups: z.array(AskedGroup).max(50),
  /** The number it was asked of; missing where none was chosen, and in entries of before. */
  sessionId: SessionId.optional(),
  rule: Rule,
  /** What was refused where it was no leave; entries of before do not say it. */
  what: z.literal('stop-all').optional(),
  tell,
});

/** Rules or connection were changed. Values, never words; of a key only its last four characters. */
const SettingsChanged = z.object({
  type: z.literal('settings-changed'),
  /** Null for the environment and the command line. */
  by: UserId.nullable(),
  changes: z.array(SettingChange).min(1).max(20),
  tell,
  ...inForce,
});

/** The oldest part of the chain was cut off on purpose: how much, up to which hash, and the rules in force then. */
const Pruned = z.object({
  type: z.literal('pruned'),
  entries: z.number().int().positive(),
  through: z.number().int().positive(),
  lastHash: z.string().length(64),
  tell,
  ...inForce,
});

/** What stands in the ledger beside requests: entries with ids of their own, told to the audit channel. */
export const NoteEvent = z.discriminatedUnion('type', [AskRefused, SettingsChanged, Pruned]);
export type NoteEvent = z.infer<typeof NoteEvent>;
export type NoteOf<Type extends NoteEvent['type']> = Extract<NoteEvent, { type: Type }>;

/** One note as it stands in the ledger. `seal` is its place and hash. */
export interface Note<Event extends NoteEvent = NoteEvent> {
  readonly noteId: NoteId;
  readonly workspaceId: string;
  readonly event: Event;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly seal: { readonly sequence: number; readonly hash: string };
}

/** A ULID that no request shares. */
export const NoteId = z
  .string()
  .regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
  .brand<'NoteId'>();
export type NoteId = z.infer<typeof NoteId>;
