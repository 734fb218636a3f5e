import type { WebClient } from '@slack/web-api';
import type { Consequences } from '../../../messages/modals/preview/consequences.ts';
import type { PreviewGroup } from '../../../messages/modals/preview/preview-lines.ts';
import { namedIn } from '../../people/named-in.ts';
import type { PendingAsk } from '../ask.ts';
import type { Gathered } from './gather-facts.ts';
import type { PreviewServices } from './preview-services.ts';

/** What is done within this time needs no word about its end. */
const worthAWordMs = 60_000;

/** What would happen after the press, for so many groups. */
export async function consequencesOf(
  { workspaceId, by, channelId }: Pick<PendingAsk, 'workspaceId' | 'by' | 'channelId'>,
  { connection, sessionId, settings, approval, preview }: Extract<Gathered, { kind: 'facts' }>,
  calls: number,
  client: WebClient,
  services: PreviewServices,
  groups: readonly PreviewGroup[] = [],
): Promise<Consequences> {
  const now = services.clock.now();
  const leftBy = groups.flatMap(({ leftBefore }) => (leftBefore === null ? [] : [leftBefore.by]));
  const lane = services.wasend.laneOf(connection.apiKey);
  const phone = preview?.session?.phoneNumber ?? null;
  const [nameOf, endAt] = await Promise.all([
    services.names.of(workspaceId, [...namedIn(settings), ...leftBy], client),
    calls === 0 ? now : services.requests.expectedEnd({ workspaceId, lane, sessionId, phone, calls }),
  ]);
  const { needed, overGroups, minutes } = approval;
  const needsApproval = needed > 0 && calls > overGroups;
  return {
    channelId,
    auditChannel: connection.auditChannel,
    holdSeconds: settings.holdSeconds,
    approval: needsApproval ? { needed, until: now + minutes * 60_000, approvers: settings.leavers } : null,
    expected: endAt - now < worthAWordMs ? null : { durationMs: endAt - now, endAt },
    asker: by,
    now,
    nameOf,
  };
}
