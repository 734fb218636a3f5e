import type { KnownBlock } from '@slack/types';
import type { ChannelId, SessionId } from '../../leaving/ids.ts';
import type { WorkspaceSettings } from '../../leaving/rules/settings.ts';
import { approvalWords, gapWords, type Names, othersWords } from '../audit/change-words.ts';
import { button, buttonRow } from '../block-kit/buttons.ts';
import { countOf, someOf } from '../block-kit/counts.ts';
import { section } from '../block-kit/mrkdwn.ts';
import { whoMay } from '../block-kit/people.ts';
import { stranger } from '../block-kit/strangers.ts';
import { actionIds } from '../ids.ts';
import { matchLines, type PatternMatches } from './pattern-matches.ts';

/** What is known of a workspace's link to Wasend; of the key only its end, and null where it cannot be read. */
interface HomeConnection {
  readonly keyEnd: string | null;
  readonly sessionId: SessionId;
  readonly auditChannel: ChannelId | null;
}

export interface SettingsShown {
  readonly connection: HomeConnection | null;
  readonly settings: WorkspaceSettings;
  /** What the patterns protect now; null where the list could not be read. */
  readonly matches: PatternMatches | null;
  readonly names: Names;
}

const mostListed = 10;

/** For admins, below the day's work: each part with the button that changes it. */
export function settingsBlocks({ connection, settings, matches, names }: SettingsShown): KnownBlock[] {
  return [
    { type: 'header', text: { type: 'plain_text', text: 'Settings' } },
    part('Who and where', whoLines(settings, names), actionIds.homeWho),
    part('Safety', safetyLines(settings, matches), actionIds.homeSafety),
    part('Pace', paceLines(settings), actionIds.homePace),
    ...(connection === null ? [] : connectionBlocks(connection, names)),
  ];
}

function connectionBlocks({ keyEnd, sessionId, auditChannel }: HomeConnection, names: Names): KnownBlock[] {
  const channel = auditChannel === null ? 'none' : `<#${auditChannel}>`;
  const lines = [`Default number: ${stranger(names.numberOf(sessionId), 80)}`, `Audit channel: ${channel}`];
  return [
    part('Number and audit channel', lines, actionIds.homeConnection),
    section(
      `*Wasend key*\n${keyEnd === null ? 'cannot be read any more' : `ends in \`${keyEnd.replaceAll('`', '')}\``}`,
    ),
    buttonRow(
      { actionId: actionIds.homeBindChannel, label: 'Numbers of a channel' },
      { actionId: actionIds.homeConnect, label: 'Replace the key' },
      removeKey,
    ),
  ];
}

function part(title: string, lines: readonly string[], actionId: string): KnownBlock {
  const change = button({ actionId, label: 'Change', spoken: `Change: ${title}` });
  return { ...section([`*${title}*`, ...lines].join('\n')), accessory: change };
}

function whoLines(
  { leavers, othersMayAsk, channels, channelSessions }: WorkspaceSettings,
  names: Names,
): string[] {
  const bound = channelSessions.slice(0, mostListed).map(
    ({ channelId, sessionIds }) =>
      `<#${channelId}> sees only ${someOf(
        sessionIds.map((id) => stranger(names.numberOf(id), 60)),
        3,
      )}`,
  );
  const more = channelSessions.length - bound.length;
  return [
    `Leave: ${whoMay(leavers, names.nameOf)}`,
    ...(othersMayAsk ? [`Others: ${othersWords(true)}`] : []),
    `From: ${
      channels.length === 0
        ? 'any channel'
        : someOf(
            channels.map((id) => `<#${id}>`),
            mostListed,
          )
    }`,
    ...bound,
    ...(more > 0 ? [`and ${countOf(more, 'channel')} more`] : []),
  ];
}

function safetyLines(
  { protectedGroups, approval }: WorkspaceSettings,
  matches: PatternMatches | null,
): string[] {
  const patterns =
    protectedGroups.length === 0
      ? ['Protected groups: none']
      : matches === null
        ? [
            `Protected groups: ${someOf(
              protectedGroups.map((one) => `“${stranger(one, 60)}”`),
              mostListed,
            )}`,
          ]
        : ['Protected groups, by the default number’s list now:', ...matchLines(protectedGroups, matches)];
  return [...patterns, `Approvals: ${approvalWords(approval)}`];
}

function paceLines({ holdSeconds, gapSeconds, dailyCap }: WorkspaceSettings): string[] {
  return [
    `Time to press Stop: ${countOf(holdSeconds, 'second')}`,
    `Pause between groups of a long request: ${gapWords(gapSeconds)}`,
    `Groups of a number in 24 hours: ${dailyCap === null ? 'no limit' : `at most ${dailyCap}`}`,
  ];
}

const removeKey = {
  actionId: actionIds.homeDisconnect,
  label: 'Remove the key',
  style: 'danger',
  confirm: {
    title: 'Remove the key?',
    text: 'Open requests end at once; groups not asked for by then are not left. The record of what was done stays.',
    yes: 'Remove it',
    no: 'Keep it',
    style: 'danger',
  },
} as const;
