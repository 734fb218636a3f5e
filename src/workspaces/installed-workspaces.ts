import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { WorkspaceId } from '../leaving/ids.ts';
import type { BotInstallation, Installations } from './installations.ts';
import type { Tenancy } from './tenancy.ts';

/** A token is exchanged when it has less than this left. */
const refreshBeforeMs = 2 * 60 * 60_000;

/** https://docs.slack.dev/reference/methods/oauth.v2.access */
const Refreshed = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });

export interface InstalledWorkspacesMeans {
  readonly installations: Installations;
  readonly client: WebClient;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Many workspaces, each installed by OAuth. A refresh token is good once, so a rotating token is exchanged by one
 * caller at a time; the others wait and read what it stored. A refresh that fails keeps the old token as long as it is
 * good and throws after that.
 */
export function createInstalledWorkspaces(means: InstalledWorkspacesMeans): Tenancy {
  const { installations, now } = means;
  const refreshing = new Map<WorkspaceId, Promise<BotInstallation>>();

  const fresh = async (workspaceId: WorkspaceId): Promise<BotInstallation | null> => {
    const installation = await installations.get(workspaceId);
    if (installation === null || !isDue(installation, now())) return installation;
    const underWay = refreshing.get(workspaceId) ?? refresh(installation, means);
    refreshing.set(workspaceId, underWay);
    try {
      return await underWay;
    } finally {
      refreshing.delete(workspaceId);
    }
  };

  return {
    async authorize({ teamId, enterpriseId, isEnterpriseInstall }) {
      const workspaceId = WorkspaceId.safeParse(isEnterpriseInstall ? enterpriseId : teamId);
      const installation = workspaceId.success ? await fresh(workspaceId.data) : null;
      if (installation === null) throw new Error('The app is not installed in the workspace this came from.');
      const { botToken, botId, botUserId } = installation;
      return {
        botToken,
        botId,
        botUserId,
        ...(teamId === undefined ? {} : { teamId }),
        ...(enterpriseId === undefined ? {} : { enterpriseId }),
      };
    },
    async access(workspaceId) {
      const installation = await fresh(workspaceId);
      return installation === null ? null : { botToken: installation.botToken, url: installation.url };
    },
  };
}

function isDue({ expiresAt, refreshToken }: BotInstallation, now: number): boolean {
  return expiresAt !== null && refreshToken !== null && expiresAt - now < refreshBeforeMs;
}

async function refresh(
  installation: BotInstallation,
  { client, clientId, clientSecret, installations, now }: InstalledWorkspacesMeans,
): Promise<BotInstallation> {
  try {
    const answer = await client.oauth.v2.access({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'refresh_token',
      refresh_token: installation.refreshToken ?? '',
    });
    const {
      access_token: botToken,
      refresh_token: refreshToken,
      expires_in: expiresIn,
    } = Refreshed.parse(answer);
    const refreshed = { ...installation, botToken, refreshToken, expiresAt: now() + expiresIn * 1000 };
    await installations.put(refreshed);
    return refreshed;
  } catch (error) {
    if (installation.expiresAt !== null && installation.expiresAt > now()) return installation;
    throw error;
  }
}
