import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { ConfigError, NotInstalled } from '../../errors.ts';
import { WorkspaceId } from '../../leaving/ids.ts';
import { refusalOf } from './refused-token.ts';
import type { Tenancy } from './tenancy.ts';

/** https://docs.slack.dev/reference/methods/auth.test */
const AuthTest = z.object({
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  is_enterprise_install: z.boolean().nullish(),
  user_id: z.string(),
  bot_id: z.string(),
  url: z.url().optional(),
});

/** The workspace that one bot token serves; every other one is refused. */
export interface SingleWorkspace extends Tenancy {
  readonly workspaceId: WorkspaceId;
}

/**
 * Asks Slack whose token it is. Throws ConfigError when Slack refuses the token, and whatever the client throws when
 * Slack cannot be reached.
 */
export async function createSingleWorkspace(botToken: string, client: WebClient): Promise<SingleWorkspace> {
  const answer = await client.auth.test().catch((error: unknown) => {
    const code = refusalOf(error);
    if (code !== null) {
      throw new ConfigError(
        `SLACK_BOT_TOKEN is not accepted by Slack (${code}). Copy the “Bot User OAuth Token” again after installing the app to your workspace.`,
      );
    }
    throw error;
  });
  const bot = AuthTest.parse(answer);
  const organisation = bot.is_enterprise_install === true ? (bot.enterprise_id ?? null) : null;
  const workspaceId = WorkspaceId.parse(organisation ?? bot.team_id);
  return {
    workspaceId,
    async authorize({ teamId, enterpriseId }) {
      const isOurs = organisation === null ? teamId === bot.team_id : enterpriseId === organisation;
      if (!isOurs) throw new NotInstalled();
      return { botToken, botId: bot.bot_id, botUserId: bot.user_id };
    },
    access: async (asked) => (asked === workspaceId ? { botToken, url: bot.url ?? null } : null),
  };
}
