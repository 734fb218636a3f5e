import type { ViewState } from '../element-state.ts';
import type { JsonObject } from '../json.ts';
import type { OpenView } from '../world/view-store.ts';
import type { World } from '../world/world.ts';

/** A view as Slack shows it in answers and payloads; `values` is what is filled in. */
export function viewPayload(world: World, view: OpenView, values: ViewState = {}): JsonObject {
  const { content } = view;
  return {
    id: view.id,
    team_id: view.workspaceId,
    type: view.type,
    blocks: content.blocks,
    private_metadata: content.private_metadata ?? '',
    callback_id: content.callback_id ?? '',
    state: { values },
    hash: view.hash,
    title: content.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: content.clear_on_close ?? false,
    notify_on_close: content.notify_on_close ?? false,
    close: content.close ?? null,
    submit: content.submit ?? null,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: world.appId,
    external_id: content.external_id ?? '',
    app_installed_team_id: view.workspaceId,
    bot_id: world.workspace(view.workspaceId).botId,
  };
}
