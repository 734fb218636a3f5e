import type { WebClient } from '@slack/web-api';
import type { ChannelId, SessionId, UserId, WorkspaceId } from '../../leaving/ids.ts';
import {
  approvalRuleFor,
  mayAdminister,
  mayAsk,
  mayLeave,
  type Person,
  type Verdict,
} from '../../leaving/rules/rules.ts';
import { type Sight, sightOf } from '../../leaving/rules/seen-by.ts';
import type { ApprovalRule, WorkspaceSettings } from '../../leaving/rules/settings.ts';
import type { Services } from '../services.ts';
import { lookUpPerson } from './look-up-person.ts';

export type JudgeServices = Pick<Services, 'rules' | 'userGroups'>;

export interface Judgement {
  readonly verdict: Verdict;
  readonly settings: WorkspaceSettings;
  /** Names the rules that were judged by. */
  readonly revision: number;
}

export interface Someone {
  readonly workspaceId: WorkspaceId;
  readonly by: UserId;
}

export interface SomeoneSomewhere extends Someone {
  readonly channelId: ChannelId;
  /** Null while no number is chosen. */
  readonly sessionId: SessionId | null;
}

/** A person by Slack's word of this moment, with those of the rule's user groups they are in; null when Slack could not say. */
export async function personOf(
  { workspaceId, by }: Someone,
  client: WebClient,
  { rules, userGroups }: JudgeServices,
): Promise<Person | null> {
  return lookUp({ workspaceId, by }, (await rules.get(workspaceId)).settings, client, userGroups);
}

/** Whether this person may ask for leaves from here, and whose approval they need, by Slack's word of this moment. */
export async function judgePerson(
  asker: SomeoneSomewhere,
  client: WebClient,
  services: JudgeServices,
): Promise<Judgement & { readonly approval: ApprovalRule }> {
  const { settings, revision } = await services.rules.get(asker.workspaceId);
  const person = await lookUp(asker, settings, client, services.userGroups);
  const verdict = mayAsk(person, asker, settings);
  return { verdict, settings, revision, approval: approvalRuleFor(person, settings) };
}

/** Whether this person may leave groups at all, wherever they are now. */
export async function judgeLeaver(
  someone: Someone,
  client: WebClient,
  { rules, userGroups }: JudgeServices,
): Promise<Judgement> {
  const { settings, revision } = await rules.get(someone.workspaceId);
  const person = await lookUp(someone, settings, client, userGroups);
  return { settings, revision, verdict: mayLeave(person, settings.leavers) };
}

/** What this person may see of requests, wherever they are now. */
export async function judgeLooker(
  someone: Someone,
  client: WebClient,
  services: JudgeServices,
): Promise<Judgement & { readonly sees: Sight }> {
  const judged = await judgeLeaver(someone, client, services);
  return { ...judged, sees: sightOf(judged.verdict, judged.settings) };
}

/** Whether this person may change connection and rules: no user group is asked for. */
export async function judgeAdmin(
  { workspaceId, by }: Someone,
  client: WebClient,
  { rules }: Pick<Services, 'rules'>,
): Promise<Judgement> {
  const { settings, revision } = await rules.get(workspaceId);
  const person = await lookUpPerson(client, by, workspaceId, async () => []);
  return { verdict: mayAdminister(person), settings, revision };
}

function lookUp(
  { workspaceId, by }: Someone,
  { leavers }: WorkspaceSettings,
  client: WebClient,
  userGroups: Services['userGroups'],
): Promise<Person | null> {
  const wanted = typeof leavers === 'string' ? [] : leavers.userGroups;
  return lookUpPerson(client, by, workspaceId, () => userGroups.of(by, wanted, workspaceId, client));
}
