import type {
  AllMiddlewareArgs,
  BlockAction,
  SlackActionMiddlewareArgs,
  StaticSelectAction,
} from '@slack/bolt';
import type { GroupFilter } from '../../../leaving/before/group-filter.ts';
import type { SessionId } from '../../../leaving/ids.ts';
import { sessionsFrom } from '../../../leaving/rules/settings.ts';
import { parseSessionId } from '../../../leaving/typed/session-id.ts';
import { workspaceOf } from '../../listener.ts';
import { readPickerMetadata } from '../modal-metadata.ts';
import { openedView } from '../open-view.ts';
import type { PreviewServices } from '../preview/preview-services.ts';
import { showPicker } from './open-picker.ts';
import { filterFrom, shownFilter } from './pick-filter.ts';

type SelectArgs = SlackActionMiddlewareArgs<BlockAction<StaticSelectAction>> & AllMiddlewareArgs;

/** Another number was chosen in the picker: its groups are suggested from now on. */
export function pickSession(services: PreviewServices) {
  return redraw(services, ({ action }, now) => {
    const picked = parseSessionId(action.selected_option?.value ?? '');
    return picked.kind === 'session' ? { ...now, sessionId: picked.sessionId } : now;
  });
}

/** Another filter was chosen: only groups like that are suggested. */
export function pickFilter(services: PreviewServices) {
  return redraw(services, ({ action }, now) => ({
    ...now,
    filter: filterFrom(action.selected_option?.value),
  }));
}

interface Chosen {
  readonly sessionId: SessionId;
  readonly filter: GroupFilter;
}

function redraw(services: PreviewServices, choose: (args: SelectArgs, now: Chosen) => Chosen) {
  return async (args: SelectArgs): Promise<void> => {
    const { ack, body, client, context } = args;
    await ack();
    const metadata = readPickerMetadata(body.view?.private_metadata ?? '');
    const workspaceId = workspaceOf(context);
    const draft = metadata === null ? null : await services.drafts.get(workspaceId, metadata.requestId, 0);
    const connection = await services.connections.get(workspaceId);
    // Without a session in the draft the person has not been let in.
    if (metadata === null || draft === null || draft.sessionId === null || connection === null) return;
    const { settings } = await services.rules.get(workspaceId);
    const chosen = choose(args, {
      sessionId: draft.sessionId,
      filter: shownFilter(body.view?.state, metadata),
    });
    const allowed = sessionsFrom(draft.channelId, settings);
    if (allowed !== null && !allowed.includes(chosen.sessionId)) return;
    const now = { ...draft, sessionId: chosen.sessionId };
    await services.drafts.put(now);
    const view = openedView(client, body, services);
    if (view === null) return;
    await showPicker(
      { draft: now, filter: chosen.filter, words: null },
      connection,
      settings,
      view,
      services,
    );
  };
}
