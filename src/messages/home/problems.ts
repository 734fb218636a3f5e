import type { KnownBlock } from '@slack/types';
import { quoted, section } from '../block-kit/mrkdwn.ts';
import { actionIds } from '../ids.ts';
import type { Home } from './home.ts';

/** What is wrong with a connected workspace at this moment. */
export type Problem =
  | { readonly kind: 'key-refused'; readonly said: string | null }
  | { readonly kind: 'wasend-not-reached'; readonly said: string | null }
  | { readonly kind: 'session-missing' }
  | { readonly kind: 'session-down'; readonly status: string }
  | { readonly kind: 'no-audit-channel' }
  | { readonly kind: 'audit-channel-lost'; readonly channelId: string };

/** Each problem with its remedy; the kill switch first, with the button that lifts it. */
export function problemBlocks({ problems, settings, isAdmin }: Home): KnownBlock[] {
  const lines = problems.map(
    (problem) => `:warning: ${sentence(problem)} ${isAdmin ? remedy(problem) : 'Tell an admin.'}`,
  );
  const told: KnownBlock[] = lines.length === 0 ? [] : [section(lines.join('\n'))];
  if (settings.stoppedBy === null) return told;
  const stopped = section(
    `:octagonal_sign: <@${settings.stoppedBy}> has stopped everything. Nothing can be left until ${isAdmin ? 'you lift it' : 'an admin lifts it here'}.`,
  );
  if (!isAdmin) return [stopped, ...told];
  const lift: KnownBlock = {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: actionIds.homeLiftStop,
        text: { type: 'plain_text', text: 'Lift the stop' },
        confirm: {
          title: { type: 'plain_text', text: 'Lift the stop?' },
          text: {
            type: 'plain_text',
            text: 'New requests can be made again. Those that were stopped stay stopped.',
          },
          confirm: { type: 'plain_text', text: 'Lift it' },
          deny: { type: 'plain_text', text: 'Keep it' },
        },
      },
    ],
  };
  return [stopped, lift, ...told];
}

function sentence(problem: Problem): string {
  switch (problem.kind) {
    case 'key-refused':
      return `Wasend refuses the key. ${quoted(problem.said)}`.trim();
    case 'wasend-not-reached':
      return `Wasend could not be asked just now. ${quoted(problem.said)}`.trim();
    case 'session-missing':
      return 'The chosen number is not among those of this key.';
    case 'session-down':
      return `The chosen number is not connected to WhatsApp (${problem.status.toLowerCase().replaceAll('_', ' ')}).`;
    case 'no-audit-channel':
      return 'There is no audit channel, so leaves are told only where they were asked for.';
    case 'audit-channel-lost':
      return `The audit channel <#${problem.channelId}> did not take the last line.`;
  }
}

function remedy({ kind }: Problem): string {
  switch (kind) {
    case 'key-refused':
      return 'Replace the key.';
    case 'wasend-not-reached':
      return 'Look again in a minute.';
    case 'session-missing':
      return 'Choose another number.';
    case 'session-down':
      return 'Restart its session in Wasend, or scan its code again.';
    case 'no-audit-channel':
      return 'Choose one.';
    case 'audit-channel-lost':
      return 'Type `/invite @Wasend` there, or choose another.';
  }
}
