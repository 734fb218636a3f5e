import {
  agencyWorkspace,
  neighbourWorkspace,
  type WorldSeed as SlackSeed,
} from '@wasend-slack/slack-stand-in/world/world-seed.ts';
import { defaultWorld } from '@wasend-slack/wasend-stand-in/world/default-world.ts';
import type { WorldSeed as WasendSeed } from '@wasend-slack/wasend-stand-in/world/world-seed.ts';

export const agencyKey = 'wk_stand_in_1';
export const agencySessionId = '8d0f6c1e-3b7a-4f59-9c42-6a1e5d7b2f10';
export const auditChannel = 'C0AUDIT';

/** Wasend's key for Next Door, which nobody has typed in yet. */
export const nextDoorKey = 'wk_next_door_2';

/** Two workspaces of one deployment: Agency with somebody of every kind, and Next Door. */
export function sandboxSlack(): SlackSeed {
  const agency = agencyWorkspace();
  const stranger = { id: 'U0SHARED', name: 'sam', realName: 'Sam Elsewhere', homeWorkspace: 'T0ELSEWHERE' };
  const [team, ...others] = agency.channels;
  const shared = team === undefined ? [] : [{ ...team, members: [...team.members, stranger.id] }];
  return {
    workspaces: [
      agencyWorkspace({ users: [...agency.users, stranger], channels: [...shared, ...others] }),
      neighbourWorkspace(),
    ],
  };
}

/** The numbers of both, with groups of every kind. */
export const sandboxWasend: WasendSeed = {
  keys: [
    ...defaultWorld.keys,
    {
      key: nextDoorKey,
      sessions: [
        {
          id: '2c7e9f40-6a1b-4d83-b5c0-91d4e8a7f633',
          name: 'Front desk',
          phoneNumber: '+12025550178',
          lid: '100000000000019@lid',
          groups: [
            { id: '120363025500000017@g.us', name: 'Street party 2024', otherMembers: 23 },
            { id: '120363025500000025@g.us', name: 'Book club', otherMembers: 6 },
          ],
        },
      ],
    },
  ],
};
