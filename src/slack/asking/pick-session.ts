import type {
  AllMiddlewareArgs,
  BlockAction,
  SlackActionMiddlewareArgs,
  StaticSelectAction,
} from '@slack/bolt';
import { sessionsFrom } from '../../leaving/rules/settings.ts';
import { parseSessionId } from '../../leaving/typed/session-id.ts';
import { workspaceOf } from '../listener.ts';
import type { Services } from '../services.ts';
import { readModalMetadata } from './modal-metadata.ts';
import { showSessions } from './open-picker.ts';

type SelectArgs = SlackActionMiddlewareArgs<BlockAction<StaticSelectAction>> & AllMiddlewareArgs;

/** Another number was chosen in the picker: its groups are suggested from now on. */
export function pickSession(services: Services) {
  return async ({ ack, action, body, client, context }: SelectArgs): Promise<void> => {
    await ack();
    const metadata = readModalMetadata(body.view?.private_metadata ?? '');
    const workspaceId = workspaceOf(context);
    const draft = metadata === null ? null : await services.drafts.get(workspaceId, metadata.requestId, 0);
    const connection = await services.connections.get(workspaceId);
    const picked = parseSessionId(action.selected_option?.value ?? '');
    // Without a session in the draft the person has not been let in.
    if (draft === null || draft.sessionId === null || connection === null || picked.kind !== 'session')
      return;
    const allowed = sessionsFrom(draft.channelId, await services.settings.get(draft.workspaceId));
    if (allowed !== null && !allowed.includes(picked.sessionId)) return;
    await services.drafts.put({ ...draft, sessionId: picked.sessionId });
    const chosen = { ...connection, sessionId: picked.sessionId };
    if (body.view?.id !== undefined)
      await showSessions(draft, chosen, connection, body.view.id, client, services);
  };
}
