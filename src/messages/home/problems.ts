import type { KnownBlock } from '@slack/types';
import type { ChannelId, UserId } from '../../leaving/ids.ts';
import { button } from '../block-kit/buttons.ts';
import { line, marked } from '../block-kit/marks.ts';
import { section, sections } from '../block-kit/mrkdwn.ts';
import { type NameOf, personName } from '../block-kit/people.ts';
import { oneAfterAnother } from '../block-kit/sentences.ts';
import { quoted } from '../block-kit/strangers.ts';
import { actionIds } from '../ids.ts';

/** What is wrong with a connected workspace at this moment. */
export type Problem =
  | { readonly kind: 'key-refused'; readonly said: string | null }
  | { readonly kind: 'key-unreadable' }
  | { readonly kind: 'wasend-not-reached'; readonly said: string | null }
  | { readonly kind: 'session-gone' }
  | { readonly kind: 'session-needs-a-person' }
  | { readonly kind: 'session-down' }
  | { readonly kind: 'no-audit-channel' }
  | { readonly kind: 'audit-channel-lost'; readonly channelId: ChannelId }
  | { readonly kind: 'audit-channel-shared'; readonly channelId: ChannelId };

/** Each problem with what to do; others are told who can. */
export function problemBlocks(problems: readonly Problem[], isAdmin: boolean, appName: string): KnownBlock[] {
  return sections(
    problems.map((problem) =>
      marked(
        line(
          'look',
          oneAfterAnother([sentence(problem), isAdmin ? remedy(problem, appName) : 'Tell an admin.']),
        ),
      ),
    ),
  );
}

/** The kill switch, with the button that lifts it. */
export function stoppedBlocks(stoppedBy: UserId | null, isAdmin: boolean, nameOf: NameOf): KnownBlock[] {
  if (stoppedBy === null) return [];
  const who = personName(stoppedBy, nameOf);
  const text = marked(
    line(
      'stopped',
      `${who} has stopped everything. Nothing can be left until ${isAdmin ? 'you lift it' : 'an admin lifts it here'}.`,
    ),
  );
  return [isAdmin ? { ...section(text), accessory: lift } : section(text)];
}

const lift = button({
  actionId: actionIds.homeLiftStop,
  label: 'Lift the stop',
  confirm: {
    title: 'Lift the stop?',
    text: 'Groups can be left again. Requests that were stopped stay stopped.',
    yes: 'Lift it',
    no: 'Keep it',
  },
});

function sentence(problem: Problem): string {
  switch (problem.kind) {
    case 'key-refused':
      return oneAfterAnother([
        'Wasend does not take the key.',
        problem.said === null ? null : `Wasend: ${quoted(problem.said, 150)}`,
      ]);
    case 'key-unreadable':
      return 'The key cannot be read any more.';
    case 'wasend-not-reached':
      return oneAfterAnother([
        'Wasend could not be asked just now.',
        problem.said === null ? null : `Wasend: ${quoted(problem.said, 150)}`,
      ]);
    case 'session-gone':
      return 'The default number is not among those of this key.';
    case 'session-needs-a-person':
      return 'The default number needs to be linked again.';
    case 'session-down':
      return 'The default number is not connected to WhatsApp.';
    case 'no-audit-channel':
      return 'There is no audit channel, so leaves are told only where they were asked for.';
    case 'audit-channel-lost':
      return `The audit channel <#${problem.channelId}> did not take the last message.`;
    case 'audit-channel-shared':
      return `The audit channel <#${problem.channelId}> is shared with another organisation.`;
  }
}

function remedy({ kind }: Problem, appName: string): string {
  switch (kind) {
    case 'key-refused':
    case 'key-unreadable':
      return 'Replace the key.';
    case 'wasend-not-reached':
      return 'Look again in a minute.';
    case 'session-gone':
      return 'Choose another number.';
    case 'session-needs-a-person':
      return 'Scan its QR code in Wasend.';
    case 'session-down':
      return 'Restart it in Wasend.';
    case 'no-audit-channel':
      return 'Choose one.';
    case 'audit-channel-lost':
      return `Type \`/invite @${appName}\` there, or choose another.`;
    case 'audit-channel-shared':
      return 'Choose one of your own.';
  }
}
