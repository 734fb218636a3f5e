import type { KnownBlock } from '@slack/types';
import type { WorkspaceSettings } from '../../leaving/rules/settings.ts';
import { countOf } from '../block-kit/group-label.ts';
import { section, stranger } from '../block-kit/mrkdwn.ts';
import { actionIds } from '../ids.ts';
import { whoMay } from '../replies/not-allowed.ts';
import type { Home } from './home.ts';

const mostListed = 20;

/** The rules as they are, and for admins the buttons that change them. */
export function ruleBlocks({ settings, isAdmin, connection }: Home): KnownBlock[] {
  const blocks: KnownBlock[] = [
    { type: 'divider' },
    section(['*Rules*', ...ruleLines(settings)].join('\n').slice(0, 2_900)),
  ];
  if (!isAdmin) return blocks;
  const label = (text: string) => ({ type: 'plain_text', text }) as const;
  const change = { type: 'button', action_id: actionIds.homeRules, text: label('Change the rules') } as const;
  const bind = {
    type: 'button',
    action_id: actionIds.homeBindChannel,
    text: label('Numbers of a channel'),
  } as const;
  return [...blocks, { type: 'actions', elements: connection === null ? [change] : [change, bind] }];
}

function ruleLines(settings: WorkspaceSettings): string[] {
  const { holdSeconds, gapSeconds, channels, channelSessions, protectedGroups, approval, dailyCap } =
    settings;
  const others = approval.needed === 1 ? '1 other person' : `${approval.needed} other people`;
  return [
    `• Who may leave: ${whoMay(settings.leavers)}`,
    `• From where: ${channels.length === 0 ? 'any channel' : some(channels.map((id) => `<#${id}>`))}`,
    ...channelSessions
      .slice(0, mostListed)
      .map(
        ({ channelId, sessionIds }) =>
          `• <#${channelId}> sees only ${some(sessionIds.map((id) => `\`${id}\``))}`,
      ),
    `• Protected groups: ${protectedGroups.length === 0 ? 'none' : some(protectedGroups.map((one) => stranger(one, 60)))}`,
    `• Approvals: ${approval.needed === 0 ? 'none' : `${others} for more than ${countOf(approval.overGroups, 'group')}, within ${countOf(approval.minutes, 'minute')}`}`,
    `• Hold before the first call: ${countOf(holdSeconds, 'second')}; between calls of a long request ${gapSeconds.from} to ${countOf(gapSeconds.to, 'second')}`,
    `• Daily cap of a number: ${dailyCap === null ? 'none' : countOf(dailyCap, 'group')}`,
  ];
}

function some(all: readonly string[]): string {
  const more = all.length - mostListed;
  return [...all.slice(0, mostListed), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
