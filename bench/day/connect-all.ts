import { changeRules } from '../../src/leaving/rules/change-rules.ts';
import type { WorkspaceSettings } from '../../src/leaving/rules/settings.ts';
import type { DayApp } from './app.ts';
import { askerOf, auditChannelOf, type Place, placeAt } from './outside/places.ts';

/** How long others have to approve; the calls of an agency's long list go on when that time is over. */
const approvalMinutes = { agency: 60, others: 480 } as const;

/** Installs and connects so many workspaces, by the product's own code, and sets the rules of those that have some. */
export async function connectAll(
  { installations, services }: DayApp,
  workspaces: number,
  now: number,
): Promise<void> {
  for (let index = 0; index < workspaces; index += 1) {
    const place = placeAt(index);
    const { workspaceId, apiKey, botToken, sessionIds } = place;
    const [sessionId] = sessionIds;
    if (sessionId === undefined) continue;
    await installations.put({
      workspaceId,
      installedAt: now,
      teamId: workspaceId,
      enterpriseId: null,
      isEnterpriseInstall: false,
      botId: 'B0DAY',
      botUserId: 'U0BOT',
      url: 'https://day.slack.invalid/',
      botToken,
      refreshToken: null,
      expiresAt: null,
    });
    const auditChannel = index % 5 < 3 ? auditChannelOf(place) : null;
    const connectedBy = askerOf(place, 0);
    await services.connections.put(
      { workspaceId, apiKey, sessionId, auditChannel, connectedAt: now, connectedBy },
      null,
    );
    if (place.rules === 'default') continue;
    const change = { workspaceId, by: connectedBy, tell: [], seenRevision: null };
    await changeRules(services.rules, change, (before) => rulesOf(place, before));
  }
}

function rulesOf({ rules, isAgency }: Place, before: WorkspaceSettings): WorkspaceSettings {
  switch (rules) {
    case 'default':
      return before;
    case 'approval':
      return {
        ...before,
        approval: { needed: 1, overGroups: 0, minutes: approvalMinutes[isAgency ? 'agency' : 'others'] },
      };
    case 'no-gap':
      return { ...before, gapSeconds: { from: 0, to: 0 } };
  }
}
