import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { ChannelId, UserId } from '../../leaving/ids.ts';
import type { SettingChange } from '../../leaving/rules/settings-changes.ts';
import { parseSessionId } from '../../leaving/typed/session-id.ts';
import { auditChannelRefused, auditHello, pendingKeyGone } from '../../messages/home/connection-form.ts';
import { fieldIds } from '../../messages/ids.ts';
import { notAllowedModal } from '../../messages/modals/notice-modal.ts';
import type { Connection } from '../../workspaces/connections.ts';
import { type SubmissionArgs, workspaceOf } from '../listener.ts';
import { judgeAdmin } from '../people/judge-person.ts';
import type { Services } from '../services.ts';
import { sortSlackFailure } from '../wire/slack-errors.ts';
import { recordChanges } from './change-settings.ts';
import { keyWord } from './key-word.ts';
import { publishHome, type Viewer } from './publish-home.ts';

const Metadata = z.object({ v: z.literal(1), pendingId: z.string().max(100).nullable() });

const ConnectionValues = z.object({
  [fieldIds.session]: z.object({
    [fieldIds.session]: z.object({ selected_option: z.object({ value: z.string() }) }),
  }),
  [fieldIds.auditChannel]: z.object({
    [fieldIds.auditChannel]: z.object({ selected_conversation: ChannelId.nullish() }),
  }),
});

/** The number and the audit channel were chosen: says hello there to see that it can, then keeps the connection. */
export function connectionSubmission(services: Services) {
  return async ({ ack, body, client, context, view }: SubmissionArgs): Promise<void> => {
    const viewer = { workspaceId: workspaceOf(context), by: UserId.parse(body.user.id) };
    const wrong = (field: string, text: string) =>
      ack({ response_action: 'errors', errors: { [field]: text } });
    const { verdict, settings } = await judgeAdmin(viewer, client, services);
    if (verdict.kind === 'refused') {
      await ack({ response_action: 'update', view: notAllowedModal({ rule: verdict.rule, settings }) });
      return;
    }
    const { pendingId } = Metadata.parse(JSON.parse(view.private_metadata));
    const before = await services.connections.get(viewer.workspaceId);
    const apiKey =
      pendingId === null
        ? (before?.apiKey ?? null)
        : await services.pendingKeys.get(viewer.workspaceId, pendingId);
    if (apiKey === null) return wrong(fieldIds.session, pendingKeyGone);
    const after = toConnection(view.state.values, viewer, apiKey, services.clock.now());
    if (after.auditChannel !== null && after.auditChannel !== before?.auditChannel) {
      const refused = await sayHello(after.auditChannel, viewer, client);
      if (refused !== null) return wrong(fieldIds.auditChannel, auditChannelRefused(refused));
    }
    const auditChannels = [before?.auditChannel ?? null, after.auditChannel];
    await recordChanges(viewer, changesOf(before, after), auditChannels, services, () =>
      services.connections.put(after),
    );
    if (pendingId !== null) await services.pendingKeys.remove(viewer.workspaceId);
    await ack();
    await publishHome(viewer, client, services);
  };
}

function toConnection(
  values: unknown,
  { workspaceId }: Viewer,
  apiKey: string,
  connectedAt: number,
): Connection {
  const read = ConnectionValues.parse(values);
  const session = parseSessionId(read[fieldIds.session][fieldIds.session].selected_option.value);
  if (session.kind !== 'session') throw new Error('The chosen session is not one of those that were offered');
  const auditChannel = read[fieldIds.auditChannel][fieldIds.auditChannel].selected_conversation ?? null;
  return { workspaceId, apiKey, sessionId: session.sessionId, auditChannel, connectedAt };
}

/** The code by which Slack refused the post; null when it took it. */
async function sayHello(channel: ChannelId, { by }: Viewer, client: WebClient): Promise<string | null> {
  try {
    await client.chat.postMessage({ channel, text: auditHello(by) });
    return null;
  } catch (error) {
    const failure = sortSlackFailure(error);
    return failure.kind === 'later' ? 'Slack did not answer in time' : failure.code;
  }
}

function changesOf(before: Connection | null, after: Connection): SettingChange[] {
  const channel = (id: string | null | undefined) => (id ? `<#${id}>` : 'none');
  const key = (connection: Connection | null) => (connection === null ? 'none' : keyWord(connection.apiKey));
  const isNewKey = before?.apiKey !== after.apiKey;
  const all = [
    // Two keys may end alike: that one was replaced is said nevertheless.
    {
      what: 'key',
      before: key(before),
      after: isNewKey && before !== null ? `${key(after)} (replaced)` : key(after),
    },
    { what: 'session', before: before?.sessionId ?? 'none', after: after.sessionId },
    { what: 'auditChannel', before: channel(before?.auditChannel), after: channel(after.auditChannel) },
  ];
  return all.filter((change) => change.before !== change.after);
}
