import { viewPayload } from '../content/view-payload.ts';
import type { JsonObject } from '../json.ts';
import type { Delivery } from '../post-over-http.ts';
import type { SlackParts } from '../slack-parts.ts';
import type { Courier } from '../wire/deliveries.ts';
import { openDirectMessage } from '../world/workspace.ts';
import { verificationToken, workspaceOfActor } from './interaction-base.ts';

export interface AppEvent {
  /** The inner event, with its `type`. */
  readonly event: JsonObject;
  /** The workspace it happened in; the first one when left out. */
  readonly workspace?: string;
  /** The same id again is the same event again. */
  readonly eventId?: string;
  /** Marks this delivery as a retry of an earlier one. */
  readonly retryNum?: number;
  readonly retryReason?: string;
  /** How often Slack tries again, at once, when the app does not answer with a 2xx; real Slack: 3 times. */
  readonly retries?: number;
}

/** Delivers an event; resolves to the last delivery. An answer with `x-slack-no-retry: 1` ends the retries. */
export async function sendEvent(slack: SlackParts, courier: Courier, sent: AppEvent): Promise<Delivery> {
  const payload = eventPayload(slack, sent);
  const attempt = sent.retryNum ?? 0;
  const last = attempt + (sent.retries ?? 0);
  return deliverFrom(courier, payload, attempt, last, sent.retryReason ?? 'http_error');
}

async function deliverFrom(
  courier: Courier,
  payload: JsonObject,
  attempt: number,
  last: number,
  reason: string,
): Promise<Delivery> {
  const retry = attempt > 0 ? { retry: { attempt, reason } } : {};
  const delivery = await courier.deliver({ type: 'events_api', payload, ...retry });
  const isDone = Math.floor(delivery.status / 100) === 2 || delivery.headers['x-slack-no-retry'] === '1';
  if (isDone || attempt >= last) return delivery;
  return deliverFrom(courier, payload, attempt + 1, last, reasonOf(delivery));
}

function reasonOf({ timedOut, connectionFailure }: Delivery): string {
  if (timedOut) return 'http_timeout';
  return connectionFailure === null ? 'http_error' : 'connection_failed';
}

function eventPayload(
  { world, ids, now }: SlackParts,
  { event, workspace: workspaceId, eventId }: AppEvent,
): JsonObject {
  const [first] = world.workspaces;
  const workspace = workspaceId === undefined && first ? first : world.workspace(workspaceId ?? '');
  const { enterprise } = workspace;
  const isOrgInstall = enterprise?.isOrgInstall ?? false;
  const authorization = {
    enterprise_id: enterprise?.id ?? null,
    team_id: isOrgInstall ? null : workspace.id,
    user_id: workspace.botUserId,
    is_bot: true,
    is_enterprise_install: isOrgInstall,
  };
  return {
    token: verificationToken,
    team_id: workspace.id,
    ...(enterprise ? { enterprise_id: enterprise.id } : {}),
    api_app_id: world.appId,
    event: { event_ts: ids.messageTs(), ...event },
    type: 'event_callback',
    event_id: eventId ?? ids.next('Ev'),
    event_time: Math.floor(now() / 1000),
    authorizations: [authorization],
    is_ext_shared_channel: workspace.channels.get(String(event.channel))?.isSharedOutside ?? false,
  };
}

/** Opens the app's Home, or its Messages tab. The event carries the view that was published before, if any. */
export async function openHome(
  slack: SlackParts,
  courier: Courier,
  { user, tab = 'home' }: { readonly user: string; readonly tab?: 'home' | 'messages' },
): Promise<Delivery> {
  const workspace = workspaceOfActor(slack, user);
  const home = slack.world.homeOf(user);
  const channel = openDirectMessage(workspace, user).id;
  const view = home && tab === 'home' ? { view: viewPayload(slack.world, home, home.state) } : {};
  return sendEvent(slack, courier, {
    workspace: workspace.id,
    event: { type: 'app_home_opened', user, channel, tab, ...view },
  });
}
