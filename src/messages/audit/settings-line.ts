import type { SettingsChange } from '../../leaving/request.ts';
import type { PlainMessage } from '../block-kit/message.ts';
import { cutText, escapeMrkdwn, section } from '../block-kit/mrkdwn.ts';
import { sealWords } from './audit-line.ts';

/** What can change, in the words of the Home tab. */
const titles: Readonly<Record<string, string>> = {
  leavers: 'who may leave',
  holdSeconds: 'hold',
  gapSeconds: 'gap between calls',
  channels: 'channels',
  channelSessions: 'numbers of channels',
  protectedGroups: 'protected groups',
  approval: 'approvals',
  dailyCap: 'daily cap',
  stoppedBy: 'everything stopped by',
  key: 'Wasend key',
  session: 'session',
  auditChannel: 'audit channel',
};

const mostValueCharacters = 200;

/** One audit line for one change of connection or rules: who, what, before and after. */
export function settingsLine({ change, seal, requestId }: SettingsChange): PlainMessage {
  const changes = change.changes.map(
    ({ what, before, after }) => `${titles[what] ?? what}: ${shown(before)} → ${shown(after)}`,
  );
  const text = [
    `settings changed by <@${change.by}>`,
    ...changes,
    `entry \`${requestId}\``,
    sealWords(seal),
  ].join(' · ');
  return { text, blocks: [section(text)] };
}

/** People and channels stay as Slack draws them; everything else is literal. */
function shown(value: string): string {
  const parts = cutText(value, mostValueCharacters).split(/(<[@#][A-Z0-9]+>)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : escapeMrkdwn(part))).join('');
}
