import { z } from 'zod';
import { ChannelId, SessionId } from '../../leaving/ids.ts';
import { fieldIds } from '../../messages/ids.ts';
import type { FormRules } from './read-rules-form.ts';

const Values = z.object({
  [fieldIds.boundChannel]: z.object({
    [fieldIds.boundChannel]: z.object({ selected_conversation: ChannelId }),
  }),
  [fieldIds.boundSessions]: z.object({
    [fieldIds.boundSessions]: z.object({ selected_options: z.array(z.object({ value: SessionId })) }),
  }),
});

/** Reads which numbers one channel sees; none lets it see all of them again. */
export function readChannelSessionsForm(values: unknown): FormRules {
  const read = Values.parse(values);
  const channelId = read[fieldIds.boundChannel][fieldIds.boundChannel].selected_conversation;
  const sessionIds = read[fieldIds.boundSessions][fieldIds.boundSessions].selected_options.map(
    ({ value }) => value,
  );
  return {
    kind: 'rules',
    change(before) {
      const others = before.channelSessions.filter((line) => line.channelId !== channelId);
      const channelSessions = sessionIds.length === 0 ? others : [...others, { channelId, sessionIds }];
      return { ...before, channelSessions };
    },
  };
}
