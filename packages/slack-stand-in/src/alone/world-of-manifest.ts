import type { WorldSeed } from '../world/world-seed.ts';
import type { AppManifest } from './manifest.ts';

/** A workspace for trying an app out: an admin, two members, a guest, three channels, and the app in one of them. */
export function worldOfManifest({
  display_information: { name },
  features,
  oauth_config: oauth,
}: AppManifest): WorldSeed {
  const botName = features.bot_user?.display_name ?? name;
  const people = ['U0ADA', 'U0MEI', 'U0OLU', 'U0GUS'];
  return {
    appId: 'A0STANDIN',
    appName: name,
    appToken: 'xapp-1-A0STANDIN-1-stand-in',
    workspaces: [
      {
        id: 'T0STANDIN',
        name: 'Stand-in',
        domain: 'stand-in',
        botToken: 'xoxb-stand-in',
        botUserId: 'U0APP',
        botId: 'B0APP',
        ...(oauth.scopes.bot.length > 0 ? { scopes: oauth.scopes.bot } : {}),
        users: [
          { id: 'U0ADA', name: 'ada', realName: 'Ada (admin)', is_admin: true, is_owner: true },
          { id: 'U0MEI', name: 'mei', realName: 'Mei' },
          { id: 'U0OLU', name: 'olu', realName: 'Olu' },
          { id: 'U0GUS', name: 'gus', realName: 'Gus (guest)', is_restricted: true },
          {
            id: 'U0APP',
            name: botName.toLowerCase().replaceAll(/\W+/gu, '-'),
            realName: botName,
            is_bot: true,
          },
        ],
        channels: [
          { id: 'C0GENERAL', name: 'general', members: [...people, 'U0APP'] },
          { id: 'C0RANDOM', name: 'random', members: people },
          { id: 'G0PRIVATE', name: 'private', isPrivate: true, members: ['U0ADA', 'U0MEI', 'U0APP'] },
        ],
        userGroups: [{ id: 'S0TEAM', handle: 'team', name: 'Team', users: ['U0ADA', 'U0MEI'] }],
      },
    ],
  };
}
