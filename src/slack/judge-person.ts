import type { WebClient } from '@slack/web-api';
import type { ChannelId, UserId, WorkspaceId } from '../leaving/ids.ts';
import { mayAsk, type Verdict } from '../leaving/rules.ts';
import type { WorkspaceSettings } from '../leaving/settings.ts';
import { lookUpPerson } from './people.ts';
import type { Services } from './services.ts';

export interface Judgement {
  readonly verdict: Verdict;
  readonly settings: WorkspaceSettings;
}

/** Whether this person may leave groups from here, by the workspace's rules and Slack's word of this moment. */
export async function judgePerson(
  asker: { readonly workspaceId: WorkspaceId; readonly by: UserId; readonly channelId: ChannelId },
  client: WebClient,
  services: Services,
): Promise<Judgement> {
  const [settings, person] = await Promise.all([
    services.settings.get(asker.workspaceId),
    lookUpPerson(client, asker.by, asker.workspaceId),
  ]);
  return { settings, verdict: mayAsk(person, asker.channelId, settings) };
}
