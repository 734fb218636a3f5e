import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { NotInstalled, WasendSlackError } from '../../errors.ts';
import type { WorkspaceId } from '../../leaving/ids.ts';
import type { BotInstallation, Installations } from './installations.ts';

/** An exchange that failed is not tried again with every delivery, as long as the old token is good. */
const againAfterMs = 60_000;

/** https://docs.slack.dev/reference/methods/oauth.v2.access */
const Refreshed = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });

export interface TokenExchangesMeans {
  readonly installations: Installations;
  /** Its time-out is the bound of an exchange. */
  readonly client: WebClient;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Does work that nobody else does under the same name meanwhile, in this process or another. */
  readonly alone: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

/** Exchanges rotating tokens. A refresh token is good once: whoever loses the answer has lost the installation. */
export interface TokenExchanges {
  /**
   * The installation with its new token, stored. One exchange at a time for each workspace, in whatever process; who asks
   * meanwhile shares it.
   */
  exchange(installation: BotInstallation): Promise<BotInstallation>;
  /** The same where nobody waits for it: not while closing, and not right after one that failed. Never throws. */
  exchangeAside(installation: BotInstallation): void;
  /** Begins none aside any more, and waits for those under way; when it has answered none is begun at all. Idempotent. */
  close(): Promise<void>;
}

export function createTokenExchanges(means: TokenExchangesMeans): TokenExchanges {
  const { installations, now, alone } = means;
  const underWay = new Map<WorkspaceId, Promise<BotInstallation>>();
  const failedAt = new Map<WorkspaceId, number>();
  let isClosing = false;
  let isClosed = false;

  /** Whoever had to wait for another process finds what that one stored. */
  const once = async (found: BotInstallation): Promise<BotInstallation> => {
    const newest = (await installations.get(found.workspaceId)) ?? found;
    return newest.refreshToken === found.refreshToken ? refresh(newest, means) : newest;
  };
  const begin = (installation: BotInstallation): Promise<BotInstallation> => {
    const { workspaceId } = installation;
    const begun = alone(`refresh ${workspaceId}`, () => once(installation))
      .then((refreshed) => {
        failedAt.delete(workspaceId);
        return refreshed;
      })
      .catch((error: unknown) => {
        failedAt.set(workspaceId, now());
        throw error;
      })
      .finally(() => underWay.delete(workspaceId));
    underWay.set(workspaceId, begun);
    return begun;
  };
  const exchange = async (installation: BotInstallation): Promise<BotInstallation> => {
    const same = underWay.get(installation.workspaceId);
    if (same !== undefined) return same;
    // Nothing could be stored any more.
    if (isClosed)
      throw new WasendSlackError('closing', 'The app is stopping; no token is exchanged any more.');
    return begin(installation);
  };
  return {
    exchange,
    exchangeAside(installation) {
      const hasJustFailed =
        now() - (failedAt.get(installation.workspaceId) ?? Number.NEGATIVE_INFINITY) < againAfterMs;
      // It is tried again, and when the old token is over, its failure is told.
      if (!isClosing && !hasJustFailed) exchange(installation).catch(() => undefined);
    },
    async close() {
      isClosing = true;
      while (underWay.size > 0) await Promise.allSettled(underWay.values());
      isClosed = true;
    },
  };
}

async function refresh(
  installation: BotInstallation,
  { client, clientId, clientSecret, installations, now }: TokenExchangesMeans,
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
