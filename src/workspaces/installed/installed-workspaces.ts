import { NotInstalled } from '../../errors.ts';
import { WorkspaceId } from '../../leaving/ids.ts';
import type { BotInstallation, Installations } from './installations.ts';
import type { Tenancy } from './tenancy.ts';
import type { TokenExchanges } from './token-exchanges.ts';

/** A token is exchanged when it has less than this left. */
const refreshBeforeMs = 2 * 60 * 60_000;

export interface InstalledWorkspacesMeans {
  readonly installations: Installations;
  readonly exchanges: TokenExchanges;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Many workspaces, each installed by OAuth. Nobody waits for the exchange of a rotating token while the old one is good,
 * for Slack waits three seconds; after that all wait, and an exchange that fails throws.
 */
export function createInstalledWorkspaces({
  installations,
  exchanges,
  now,
}: InstalledWorkspacesMeans): Tenancy {
  const fresh = async (workspaceId: WorkspaceId): Promise<BotInstallation | null> => {
    const installation = await installations.get(workspaceId);
    if (installation === null || !isDue(installation, now())) return installation;
    if (!isGood(installation, now())) return exchanges.exchange(installation);
    exchanges.exchangeAside(installation);
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
