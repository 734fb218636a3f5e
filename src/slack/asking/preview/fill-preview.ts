import type { WebClient } from '@slack/web-api';
import { judgeTogether } from '../../../leaving/before/judge-groups.ts';
import type { PreviewedGroup } from '../../../leaving/before/read-preview.ts';
import type { AskedGroup, NumberLabel } from '../../../leaving/events.ts';
import { protectedBy } from '../../../leaving/rules/protected-groups.ts';
import type { WorkspaceSettings } from '../../../leaving/rules/settings.ts';
import { noticeModal } from '../../../messages/modals/notices.ts';
import { leaveByIdModal } from '../../../messages/modals/preview/leave-by-id.ts';
import { previewModal } from '../../../messages/modals/preview/preview.ts';
import type { PreviewGroup } from '../../../messages/modals/preview/preview-lines.ts';
import { judgeAdmin } from '../../people/judge-person.ts';
import { namedIn } from '../../people/named-in.ts';
import type { PendingAsk } from '../ask.ts';
import type { OpenView } from '../open-view.ts';
import { numberOf, seen } from './asked-group.ts';
import type { Gathered } from './gather-facts.ts';
import { consequencesOf } from './preview-consequences.ts';
import type { PreviewServices } from './preview-services.ts';

/** The view to fill. `revision` names what it shows: only the draft of that revision can be confirmed in it. */
export interface PreviewPlace {
  readonly view: OpenView;
  readonly isPushed: boolean;
  readonly externalId?: string;
}

type Facts = Extract<Gathered, { kind: 'facts' }>;

/** Shows in the open view what Wasend knows, or why nothing can be left. The draft is kept before it is shown. */
export async function fillPreview(
  ask: PendingAsk,
  gathered: Gathered,
  place: PreviewPlace,
  client: WebClient,
  services: PreviewServices,
): Promise<void> {
  switch (gathered.kind) {
    case 'not-connected':
      await place.view.show(noticeModal(gathered));
      return;
    case 'refused': {
      const { rule, settings, connection, sessionId, preview, asked } = gathered;
      const nameOf = await services.names.of(ask.workspaceId, namedIn(settings), client);
      await place.view.show(noticeModal({ kind: 'refused', rule, settings, nameOf }));
      const groups = (preview?.groups ?? asked.groupIds.map(untold)).map((group) => seen(group));
      const { auditChannel } = connection;
      await services.requests.refuse({ ...ask, sessionId, groups, auditChannel }, rule);
      return;
    }
    case 'facts':
      return showFacts(ask, gathered, place, client, services);
  }
}

async function showFacts(
  ask: PendingAsk,
  facts: Facts,
  place: PreviewPlace,
  client: WebClient,
  services: PreviewServices,
): Promise<void> {
  const { preview, asked, settings } = facts;
  // Without a key that is taken no call will be made, by name or by id.
  if (preview?.failure?.why === 'unauthorized') {
    const { verdict } = await judgeAdmin(ask, client, services);
    const isAdmin = verdict.kind === 'allowed';
    await place.view.show(noticeModal({ kind: 'key-refused', isAdmin, said: preview.failure.said }));
    return;
  }
  // A number known to be cut off is no open question: nothing of it can be left, by name or by id.
  const isDown = preview?.session != null && preview.session.health !== 'usable';
  const isUntold =
    preview === null ||
    (!isDown &&
      preview.failure !== null &&
      preview.groups.length > 0 &&
      preview.groups.every((one) => one.facts === null));
  if (!isUntold) return showPreview(ask, { ...facts, preview }, place, client, services);
  const groups = preview?.groups ?? asked.groupIds.map(untold);
  const revision = await keepDraft(
    ask,
    facts,
    groups.map((group) => seen(group)),
    services,
  );
  const needsNames = groups.some(({ groupId }) => protectedBy({ groupId, name: null }, settings) !== null);
  await place.view.show(
    leaveByIdModal({
      ...frameOf(ask, facts, place),
      revision,
      groupIds: groups.map(({ groupId }) => groupId),
      failure: preview?.failure ?? null,
      needsNames,
      ...(await consequencesOf(ask, facts, groups.length, client, services)),
    }),
  );
}

async function showPreview(
  ask: PendingAsk,
  facts: Facts & { readonly preview: NonNullable<Facts['preview']> },
  place: PreviewPlace,
  client: WebClient,
  services: PreviewServices,
): Promise<void> {
  const { preview, settings } = facts;
  const groups = await judged(ask, facts, preview, settings, services);
  const askable = groups.filter(({ blocked }) => blocked === null);
  const revision = await keepDraft(
    ask,
    facts,
    askable.map((group) => seen(group)),
    services,
  );
  const consequences = await consequencesOf(ask, facts, askable.length, client, services, groups);
  await place.view.show(
    previewModal({
      ...frameOf(ask, facts, place),
      revision,
      groups,
      bad: preview.bad,
      passedOver: ask.passedOver,
      remaining: facts.rest.length,
      readAt: preview.readAt ?? services.clock.now(),
      ...consequences,
    }),
  );
}

async function judged(
  { workspaceId }: PendingAsk,
  { sessionId }: Facts,
  preview: NonNullable<Facts['preview']>,
  settings: WorkspaceSettings,
  { requests }: PreviewServices,
): Promise<(PreviewGroup & PreviewedGroup)[]> {
  const ids = preview.groups.map(({ groupId }) => groupId);
  const leftBefore = await requests.leftBefore(workspaceId, sessionId, ids);
  const sessionIsUsable = preview.session === null ? null : preview.session.health === 'usable';
  const around = { sessionIsUsable, listed: preview.listed, leftBefore, settings };
  return judgeTogether(preview.groups, around).map((group) => ({
    ...group,
    leftBefore: leftBefore.get(group.groupId) ?? null,
  }));
}

function frameOf(ask: PendingAsk, { sessionId, preview }: Facts, { isPushed, externalId }: PreviewPlace) {
  return {
    requestId: ask.requestId,
    number: labelOf(ask, preview),
    sessionId,
    isPushed,
    ...(externalId === undefined ? {} : { externalId }),
  };
}

/** What Wasend tells now; where it tells nothing, what was known of the number before. */
function labelOf({ number }: PendingAsk, preview: Facts['preview']): NumberLabel {
  const told = preview?.session ?? null;
  return told === null && number !== undefined ? number : numberOf(told);
}

/** The draft goes first: a modal that shows a revision must find it. Answers the revision. */
async function keepDraft(
  ask: PendingAsk,
  { sessionId, preview, rest }: Facts,
  groups: AskedGroup[],
  { drafts, clock }: PreviewServices,
): Promise<number> {
  const createdAt = clock.now();
  const { workspaceId, requestId, by, channelId, responseUrl, after } = ask;
  const number = labelOf(ask, preview);
  const asker = { workspaceId, requestId, by, channelId, responseUrl, after };
  await drafts.put({ ...asker, revision: createdAt, sessionId, number, groups, rest: [...rest], createdAt });
  return createdAt;
}

function untold(groupId: PreviewedGroup['groupId']): PreviewedGroup {
  return { groupId, facts: null, notListed: false, before: { as: null, path: null } };
}
