import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { expectedDurationMs, mostGroupsWithoutGap, paceOf } from '../../leaving/advance/pace.ts';
import { judgeTogether } from '../../leaving/before/judge-groups.ts';
import { type Preview, readPreview } from '../../leaving/before/read-preview.ts';
import type { AskedGroup } from '../../leaving/events.ts';
import type { ChannelId, RequestId, SessionId, UserId, WorkspaceId } from '../../leaving/ids.ts';
import { sessionFor, type WorkspaceSettings } from '../../leaving/rules/settings.ts';
import { sortReferences, type TypedReference } from '../../leaving/typed/references.ts';
import { type ConfirmModal, confirmModal, type PreviewGroup } from '../../messages/modals/confirm-modal.ts';
import { notAllowedModal, notConnectedModal } from '../../messages/modals/notice-modal.ts';
import { judgePerson } from '../people/judge-person.ts';
import type { Services } from '../services.ts';
import { isModalGone } from '../wire/slack-errors.ts';

/** One person's ask, before it is confirmed. */
export interface Ask {
  readonly workspaceId: WorkspaceId;
  readonly by: UserId;
  readonly channelId: ChannelId;
  readonly responseUrl: string | null;
  readonly requestId: RequestId;
  /** The session that was picked; null takes the connection's own. */
  readonly sessionId: SessionId | null;
  readonly references: readonly TypedReference[];
}

/** Opens the confirm modal from what was typed alone, then fills in what Wasend knows. */
export async function openConfirmModal(
  ask: Ask,
  triggerId: string,
  client: WebClient,
  services: Services,
): Promise<void> {
  const [opened] = await Promise.all([
    client.views.open({ trigger_id: triggerId, view: await firstLook(ask, services) }),
    keepDraft(ask, 0, sortReferences(ask.references).groupIds.map(unseen), services),
  ]);
  if (opened.view?.id !== undefined) await fillIn(ask, opened.view.id, client, services);
}

/** The confirm modal as it can be drawn at once, without asking anybody. Revision 0 of its draft belongs to it. */
export async function firstLook(ask: Ask, services: Services): Promise<ModalView> {
  const settings = await services.settings.get(ask.workspaceId);
  const { groupIds, invites, bad } = sortReferences(ask.references);
  return confirmModal({
    requestId: ask.requestId,
    revision: 0,
    session: null,
    groups: groupIds.map((groupId) => ({
      groupId,
      facts: null,
      blocked: null,
      warnings: [],
      community: null,
    })),
    badReferences: bad,
    pendingInvites: invites.length,
    facts: 'loading',
    holdSeconds: settings.holdSeconds,
    readAt: null,
    approval: approvalFor(groupIds.length, settings),
    expected: expectedFor(groupIds.length, settings, services),
  });
}

/** How long leaving takes from now on, where that is worth a word. */
function expectedFor(
  groupCount: number,
  { holdSeconds, gapSeconds }: WorkspaceSettings,
  { pace, clock }: Services,
): ConfirmModal['expected'] {
  if (groupCount <= mostGroupsWithoutGap) return null;
  const gapMs = { from: gapSeconds.from * 1000, to: gapSeconds.to * 1000 };
  const durationMs = holdSeconds * 1000 + expectedDurationMs(groupCount, paceOf({ gapMs }, pace));
  return { durationMs, endAt: clock.now() + durationMs };
}

function approvalFor(groupCount: number, { approval }: WorkspaceSettings): ConfirmModal['approval'] {
  const isNeeded = approval.needed > 0 && groupCount > approval.overGroups;
  return isNeeded ? approval : null;
}

/** Keeps the draft that revision 0 of the modal stands for. */
export async function keepFirstDraft(ask: Ask, services: Services): Promise<void> {
  await keepDraft(ask, 0, sortReferences(ask.references).groupIds.map(unseen), services);
}

/** Replaces the open modal by what Wasend knows, or by the reason why nothing can be left. Idempotent. */
export async function fillIn(ask: Ask, viewId: string, client: WebClient, services: Services): Promise<void> {
  const show = (view: ModalView) => updateOpenModal(client, viewId, view);
  const connection = await services.connections.get(ask.workspaceId);
  if (connection === null) return show(notConnectedModal());
  const { verdict, settings } = await judgePerson(ask, client, services);
  if (verdict.kind === 'refused') return show(notAllowedModal({ rule: verdict.rule, settings }));
  const sessionId = ask.sessionId ?? sessionFor(ask.channelId, connection.sessionId, settings);
  const preview = await readPreview(
    sortReferences(ask.references),
    services.reads({ ...connection, sessionId }),
  );
  const leftBefore = await services.leftBefore(ask.workspaceId, sessionId);
  const judged = judge(preview, leftBefore, settings);
  const askable = judged.filter((group) => group.blocked === null);
  // The draft goes first: a modal that shows revision 1 must find it.
  await keepDraft({ ...ask, sessionId }, 1, askable.map(seen), services);
  await show(
    confirmModal({
      requestId: ask.requestId,
      revision: 1,
      session: preview.session,
      groups: judged,
      badReferences: preview.bad,
      pendingInvites: 0,
      facts: preview.failure === null ? 'ready' : 'unavailable',
      ...(preview.failure?.said ? { factsWhy: preview.failure.said } : {}),
      holdSeconds: settings.holdSeconds,
      readAt: preview.readAt,
      approval: approvalFor(askable.length, settings),
      expected: expectedFor(askable.length, settings, services),
    }),
  );
}

function judge(
  preview: Preview,
  leftBefore: ReadonlyMap<string, number>,
  settings: WorkspaceSettings,
): ConfirmModal['groups'] {
  const sessionIsUsable = preview.session === null ? null : preview.session.health === 'usable';
  return judgeTogether(preview.groups, { sessionIsUsable, listed: preview.listed, leftBefore, settings });
}

function unseen(groupId: AskedGroup['groupId']): AskedGroup {
  return { groupId, name: null, memberCount: null, standing: 'not-known' };
}

/** A group as the person saw it, for the record. */
export function seen({ groupId, facts }: Pick<PreviewGroup, 'groupId' | 'facts'>): AskedGroup {
  return {
    groupId,
    name: facts?.name?.slice(0, 300).toWellFormed() ?? null,
    memberCount: facts?.memberCount ?? null,
    standing: facts?.standing ?? 'not-known',
  };
}

async function keepDraft(
  ask: Ask,
  revision: number,
  groups: readonly AskedGroup[],
  services: Services,
): Promise<void> {
  const { references: _, ...asker } = ask;
  await services.drafts.put({ ...asker, revision, groups: [...groups], createdAt: services.clock.now() });
}

/** Replaces a modal that may be closed by now. */
export async function updateOpenModal(client: WebClient, viewId: string, view: ModalView): Promise<void> {
  try {
    await client.views.update({ view_id: viewId, view });
  } catch (error) {
    // Closed or already sent: there is nobody left to show it to.
    if (!isModalGone(error)) throw error;
  }
}
