import { z } from 'zod';
import { ChannelId, SessionId } from '../../../leaving/ids.ts';
import type { WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import { fieldFaults } from '../../../messages/home/forms/field-faults.ts';
import { fieldIds } from '../../../messages/ids.ts';
import { type FormRead, inField, readAs } from './form-fields.ts';

const mostBound = 100;

const Values = z.object({
  [fieldIds.boundChannel]: inField(fieldIds.boundChannel, z.object({ selected_conversation: ChannelId })),
  [fieldIds.boundSessions]: inField(
    fieldIds.boundSessions,
    z.object({ selected_options: z.array(z.object({ value: SessionId })).max(20) }),
  ),
});

/** Reads which numbers one channel sees; none lets it see all of them again. Throws when it is no state of our form. */
export function readChannelSessionsForm(values: unknown, before: WorkspaceSettings): FormRead {
  const read = Values.parse(values);
  const channelId = read[fieldIds.boundChannel][fieldIds.boundChannel].selected_conversation;
  const options = read[fieldIds.boundSessions][fieldIds.boundSessions].selected_options;
  const sessionIds = options.map(({ value }) => value);
  const others = before.channelSessions.filter((line) => line.channelId !== channelId);
  const channelSessions = sessionIds.length === 0 ? others : [...others, { channelId, sessionIds }];
  const errors =
    channelSessions.length > mostBound ? { [fieldIds.boundChannel]: fieldFaults.tooManyChannels } : {};
  return readAs(errors, () => ({ ...before, channelSessions }));
}
