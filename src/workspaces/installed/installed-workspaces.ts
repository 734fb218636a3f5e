import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { NotInstalled } from '../../errors.ts';
import { WorkspaceId } from '../../leaving/ids.ts';
import type { BotInstallation, Installations } from './installations.ts';
import type { Tenancy } from './tenancy.ts';

/** A token is exchanged when it has less than this left. */
const refreshBeforeMs = 2 * 60 * 60_000;
/** An exchange that failed is not tried again with every delivery, as long as the old token is good. */
const againAfterMs = 60_000;

/** https://docs.slack.dev/reference/methods/oauth.v2.access */
const Refreshed = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });

export interface InstalledWorkspacesMeans {
  readonly installations: Installations;
  readonly client: WebClient;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Does work that nobody else does under the same name meanwhile, in this process or another. */
  readonly alone: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

/**
 * Many workspaces, each installed by OAuth. A refresh token is good once, so a rotating token is exchanged by one
 * caller at a time, in whatever process; the others read what it stored. Nobody waits for that while the old token is
 * good, for Slack waits three seconds; after that all wait, and an exchange that fails throws.
 */
export function createInstalledWorkspaces(means: InstalledWorkspacesMeans): Tenancy {
  const { installations, now, alone } = means;
  const refreshing = new Map<WorkspaceId, Promise<BotInstallation>>();
  const failedAt = new Map<WorkspaceId, number>();

  /** Whoever had to wait for another process finds what that one stored. */
  const once = async (found: BotInstallation): Promise<BotInstallation> => {
    const newest = (await installations.get(found.workspaceId)) ?? found;
    return isDue(newest, now()) ? refresh(newest, means) : newest;
  };

  const refreshOnce = (installation: BotInstallation): Promise<BotInstallation> => {
    const { workspaceId } = installation;
    const underWay = refreshing.get(workspaceId);
    if (underWay !== undefined) return underWay;
    const begun = alone(`refresh ${workspaceId}`, () => once(installation))
      .then((refreshed) => {
        failedAt.delete(workspaceId);
        return refreshed;
      })
      .catch((error: unknown) => {
        failedAt.set(workspaceId, now());
        throw error;
      })
      .finally(() => refreshing.delete(workspaceId));
    refreshing.set(workspaceId, begun);
    return begun;
  };

  const fresh = async (workspaceId: WorkspaceId): Promise<BotInstallation | null> => {
    const installation = await installations.get(workspaceId);
    if (installation === null || !isDue(installation, now())) return installation;
    if (!isGood(installation, now())) return refreshOnce(installation);
    const hasJustFailed = now() - (failedAt.get(workspaceId) ?? Number.NEGATIVE_INFINITY) < againAfterMs;
    // It is tried again, and when the old token is over, its failure is told.
    if (!hasJustFailed) refreshOnce(installation).catch(() => undefined);
    return installation;
  };

  return {
    async authorize({ teamId, enterpriseId, isEnterpriseInstall }) {
      const workspaceId = WorkspaceId.safeParse(isEnterpriseInstall ? enterpriseId : teamId);
      const installation = workspaceId.success ? await fresh(workspaceId.data) : null;
      if (installation === null || installation.isEnterpriseInstall !== isEnterpriseInstall)
        throw new NotInstalled();
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

function isGood({ expiresAt }: BotInstallation, now: number): boolean {
  return expiresAt === null || expiresAt > now;
}

async function refresh(
  installation: BotInstallation,
  { client, clientId, clientSecret, installations, now }: InstalledWorkspacesMeans,
): Promise<BotInstallation> {
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
  const current = await installations.get(installation.workspaceId);
  // Uninstalled, or installed anew, while Slack took its time: that stands.
  if (current?.installedAt !== installation.installedAt) throw new NotInstalled();
  await installations.put(refreshed);
  return refreshed;
}
