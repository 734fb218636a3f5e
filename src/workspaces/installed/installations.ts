import type { Installation, InstallationStore } from '@slack/oauth';
import type { Keyv } from 'keyv';
import { z } from 'zod';
import { WorkspaceId } from '../../leaving/ids.ts';
import { readStored } from '../read-stored.ts';
import type { SecretBox } from '../sealed/secret-box.ts';

/** What is kept of an installation; Slack's other fields are not needed and not stored. */
const StoredInstallation = z.object({
  v: z.literal(1),
  /** Epoch milliseconds: a late word about an uninstall must not end a newer installation. */
  installedAt: z.number().int(),
  teamId: z.string().nullable(),
  enterpriseId: z.string().nullable(),
  isEnterpriseInstall: z.boolean(),
  botId: z.string(),
  botUserId: z.string(),
  url: z.string().nullable(),
  sealedToken: z.string(),
  sealedRefreshToken: z.string().nullable(),
  /** Epoch milliseconds; null for a token that does not rotate. */
  expiresAt: z.number().int().nullable(),
});

const readInstallation = readStored('installation', StoredInstallation);

export interface BotInstallation {
  readonly workspaceId: WorkspaceId;
  readonly installedAt: number;
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
  readonly isEnterpriseInstall: boolean;
  readonly botId: string;
  readonly botUserId: string;
  readonly url: string | null;
  readonly botToken: string;
  readonly refreshToken: string | null;
  readonly expiresAt: number | null;
}

/** The installations of all workspaces, tokens sealed for their own workspace. */
export interface Installations {
  /** Null when there is none. Throws SealBroken when there is one that does not open. */
  get(workspaceId: WorkspaceId): Promise<BotInstallation | null>;
  /** Upsert. */
  put(installation: BotInstallation): Promise<void>;
  /** Idempotent. */
  remove(workspaceId: WorkspaceId): Promise<void>;
}

export function createInstallations({
  keyv,
  secretBox,
}: {
  keyv: Keyv;
  secretBox: SecretBox;
}): Installations {
  return {
    async get(workspaceId) {
      const stored: unknown = await keyv.get(workspaceId);
      if (stored === undefined) return null;
      const { v: _, sealedToken, sealedRefreshToken, ...plain } = readInstallation(stored);
      const open = (sealed: string, field: string) => secretBox.open(sealed, { workspaceId, field });
      return {
        workspaceId,
        ...plain,
        botToken: open(sealedToken, 'botToken'),
        refreshToken: sealedRefreshToken === null ? null : open(sealedRefreshToken, 'refreshToken'),
      };
    },
    async put({ workspaceId, botToken, refreshToken, ...plain }) {
      const seal = (secret: string, field: string) => secretBox.seal(secret, { workspaceId, field });
      const sealedRefreshToken = refreshToken === null ? null : seal(refreshToken, 'refreshToken');
      const row = { v: 1, ...plain, sealedToken: seal(botToken, 'botToken'), sealedRefreshToken };
      await keyv.set(workspaceId, StoredInstallation.parse(row));
    },
    async remove(workspaceId) {
      await keyv.delete(workspaceId);
    },
  };
}

/** What Slack's installer hands over after a consent. Throws when it holds no bot. `now` is epoch milliseconds. */
function toBotInstallation(installation: Installation, now: number): BotInstallation {
  const { bot, team, enterprise, isEnterpriseInstall = false, enterpriseUrl } = installation;
  if (bot === undefined) throw new Error('The installation brought no bot token');
  return {
    workspaceId: WorkspaceId.parse(isEnterpriseInstall ? enterprise?.id : team?.id),
    installedAt: now,
    teamId: team?.id ?? null,
    enterpriseId: enterprise?.id ?? null,
    isEnterpriseInstall,
    botId: bot.id,
    botUserId: bot.userId,
    url: enterpriseUrl ?? null,
    botToken: bot.token,
    refreshToken: bot.refreshToken ?? null,
    expiresAt: bot.expiresAt === undefined ? null : bot.expiresAt * 1000,
  };
}

/**
 * The installer stores through this and never reads: tokens are refreshed in one place, under a lock. `urlOf` tells a
 * workspace's address in a browser by its token, which Slack leaves out of most installations; null where it cannot.
 */
export function installerStore(
  installations: Installations,
  now: () => number,
  urlOf: (botToken: string) => Promise<string | null>,
): InstallationStore {
  return {
    async storeInstallation(installation) {
      const bot = toBotInstallation(installation as Installation, now());
      await installations.put({ ...bot, url: bot.url ?? (await urlOf(bot.botToken)) });
    },
    fetchInstallation: async () => {
      throw new Error('The installer does not read installations');
    },
  };
}
