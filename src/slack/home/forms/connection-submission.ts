import { z } from 'zod';
import { ChannelId, type SessionId } from '../../../leaving/ids.ts';
import { parseSessionId } from '../../../leaving/typed/session-id.ts';
import { connectionForm, pendingKeyGone } from '../../../messages/home/forms/connection-form.ts';
import { formTitles } from '../../../messages/home/forms/form-titles.ts';
import { fieldIds } from '../../../messages/ids.ts';
import { checkingModal } from '../../../messages/modals/loading.ts';
import { noticeModal } from '../../../messages/modals/notices.ts';
import type { SubmissionArgs } from '../../listener.ts';
import type { Services } from '../../services.ts';
import { keptConnection } from '../kept-connection.ts';
import { publishHome } from '../publish-home.ts';
import { type HomeServices, type Viewer, viewerOf } from '../viewer.ts';
import { answerInTime, type SubmissionEnd } from './answer-in-time.ts';
import { chosenOption, inField } from './form-fields.ts';
import { sayHello } from './say-hello.ts';
import { refusalFor, staleFormOf } from './say-no.ts';

type ConnectionServices = HomeServices & Pick<Services, 'pendingKeys'>;

const Metadata = z.object({
  v: z.literal(1),
  pendingId: z.string().max(100).nullable(),
  revision: z.number().int().nonnegative(),
});

const Values = z.object({
  [fieldIds.session]: inField(fieldIds.session, chosenOption),
  [fieldIds.auditChannel]: inField(
    fieldIds.auditChannel,
    z.object({ selected_conversation: ChannelId.nullish() }),
  ),
});

interface Sent extends z.infer<typeof Metadata> {
  readonly sessionId: SessionId;
  readonly auditChannel: ChannelId | null;
}

/** The number and the audit channel were chosen: says hello there to see that it can, then keeps the connection. */
export function connectionSubmission(services: ConnectionServices) {
  return async (args: SubmissionArgs): Promise<void> => {
    const { body, client, context, view } = args;
    const viewer = viewerOf(context, body.user.id);
    const sent = read(view);
    const work = () => save(sent, viewer, client, services);
    const checking = checkingModal(formTitles.connection, 'the number and the channel');
    const end = await answerInTime(args, checking, work, services);
    if (end.kind === 'saved') await publishHome(viewer, client, services);
  };
}

function read({ private_metadata: metadata, state }: SubmissionArgs['view']): Sent {
  const values = Values.parse(state.values);
  const session = parseSessionId(values[fieldIds.session][fieldIds.session].selected_option.value);
  if (session.kind !== 'session') throw new Error('The chosen session is not one of those that were offered');
  const auditChannel = values[fieldIds.auditChannel][fieldIds.auditChannel].selected_conversation ?? null;
  return { ...Metadata.parse(JSON.parse(metadata)), sessionId: session.sessionId, auditChannel };
}

async function save(
  sent: Sent,
  viewer: Viewer,
  client: SubmissionArgs['client'],
  services: ConnectionServices,
): Promise<SubmissionEnd> {
  const { workspaceId, by } = viewer;
  const { pendingId, sessionId, auditChannel } = sent;
  const stale = async (): Promise<SubmissionEnd | null> => {
    const now = await services.connections.sealed(workspaceId);
    if ((now?.revision ?? 0) === sent.revision) return null;
    return { kind: 'view', view: await staleFormOf(now?.connectedBy ?? null, viewer, client, services) };
  };
  const refusal = await refusalFor(viewer, client, services);
  if (refusal !== null) return { kind: 'view', view: refusal };
  const kept = await keptConnection(workspaceId, services);
  const before = await stale();
  if (before !== null) return before;
  const ownKey = kept.kind === 'open' ? kept.connection.apiKey : null;
  const apiKey = pendingId === null ? ownKey : await services.pendingKeys.get(workspaceId, pendingId);
  if (apiKey === null) return wrong(fieldIds.session, pendingKeyGone);
  if (auditChannel !== null && auditChannel !== kept.connection?.auditChannel) {
    const refused = await sayHello(auditChannel, viewer, client, services);
    if (refused !== null) return wrong(fieldIds.auditChannel, refused, apiKey);
    // Slack may have taken its time: nobody else's change of meanwhile is saved over.
    const meanwhile = await stale();
    if (meanwhile !== null) return meanwhile;
  }
  const connectedAt = services.clock.now();
  const put = await services.connections.put(
    { workspaceId, apiKey, sessionId, auditChannel, connectedAt, connectedBy: by },
    by,
    sent.revision,
  );
  if (put === 'stale') {
    const newest = await services.connections.sealed(workspaceId);
    return { kind: 'view', view: await staleFormOf(newest?.connectedBy ?? null, viewer, client, services) };
  }
  if (pendingId !== null) await services.pendingKeys.remove(workspaceId);
  return { kind: 'saved' };

  function wrong(field: string, text: string, key: string | null = null): SubmissionEnd {
    return { kind: 'errors', errors: { [field]: text }, again: () => drawAgain(sent, key, services) };
  }
}

/** Without a key there is nothing to choose from any more. */
async function drawAgain(sent: Sent, apiKey: string | null, services: ConnectionServices) {
  if (apiKey === null) return noticeModal({ kind: 'not-connected', isAdmin: true });
  const sessions = await services.wasend.reads({ apiKey, sessionId: sent.sessionId }).sessions();
  return sessions.kind === 'failed'
    ? noticeModal({ kind: 'wasend-silent', said: sessions.said })
    : connectionForm({ ...sent, sessions: sessions.value });
}
