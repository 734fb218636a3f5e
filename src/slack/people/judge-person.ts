import type { WebClient } from '@slack/web-api';
import type { ChannelId, SessionId, UserId, WorkspaceId } from '../../leaving/ids.ts';
import {
  mayAdminister,
  mayApprove,
  mayAsk,
  mayLeave,
  type Person,
  type Verdict,
} from '../../leaving/rules/rules.ts';
import type { WorkspaceSettings } from '../../leaving/rules/settings.ts';
import type { Services } from '../services.ts';
import { lookUpPerson } from './look-up-person.ts';

export interface Judgement {
  readonly verdict: Verdict;
  readonly settings: WorkspaceSettings;
}

interface Someone {
  readonly workspaceId: WorkspaceId;
  readonly by: UserId;
}

export interface SomeoneSomewhere extends Someone {
  readonly channelId: ChannelId;
  /** Null while no number is chosen. */
  readonly sessionId: SessionId | null;
}

/** Whether this person may leave groups from here, by the workspace's rules and Slack's word of this moment. */
export function judgePerson(
  asker: SomeoneSomewhere,
  client: WebClient,
  services: Services,
): Promise<Judgement> {
  return judge(asker, client, services, (person, settings) => mayAsk(person, asker, settings));
}

/** Whether this person may leave groups at all, wherever they are now. */
export function judgeLeaver(asker: Someone, client: WebClient, services: Services): Promise<Judgement> {
  return judge(asker, client, services, (person, { leavers }) => mayLeave(person, leavers));
}

/** Whether this person may approve or decline what `askedBy` asked for. */
export function judgeApprover(
  approver: SomeoneSomewhere,
  askedBy: UserId,
  client: WebClient,
  services: Services,
): Promise<Judgement> {
  return judge(approver, client, services, (person, settings) =>
    mayApprove(person, askedBy, approver, settings),
  );
}

/** Whether this person may change connection and rules. */
export function judgeAdmin(someone: Someone, client: WebClient, services: Services): Promise<Judgement> {
  return judge(someone, client, services, mayAdminister);
}

async function judge(
  { workspaceId, by }: Someone,
  client: WebClient,
  services: Services,
  decide: (person: Person | null, settings: WorkspaceSettings) => Verdict,
): Promise<Judgement> {
  const settings = await services.settings.get(workspaceId);
  const { leavers } = settings;
  const wanted = typeof leavers === 'string' ? [] : leavers.userGroups;
  const person = await lookUpPerson(client, by, workspaceId, () =>
    services.userGroups.of(by, wanted, workspaceId, client),
  );
  return { settings, verdict: decide(person, settings) };
}
