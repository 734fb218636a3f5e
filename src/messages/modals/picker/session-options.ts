import type { PlainTextOption } from '@slack/types';
import type { SessionFacts } from '../../../leaving/ports/wasend.ts';
import { mostOptionCharacters, mostOptions } from '../../block-kit/limits.ts';
import { plainNumberLabel } from '../../block-kit/number-label.ts';
import { cutText } from '../../block-kit/strangers.ts';

/** A WhatsApp number as it can be picked. */
export type PickableSession = Pick<SessionFacts, 'sessionId' | 'name' | 'phoneNumber' | 'health'>;

/** The state of a number in the words of people. */
export const healthWords = {
  usable: 'connected',
  starting: 'starting',
  'needs-a-person': 'needs to be linked again (scan the QR code)',
  down: 'not connected to WhatsApp',
  'not-known': 'state not known',
} as const satisfies Record<SessionFacts['health'], string>;

/** Numbers as options, those that Slack can carry: an option's value has its limit too. */
export function sessionOptions(sessions: readonly PickableSession[]): PlainTextOption[] {
  return sessions
    .filter(({ sessionId }) => sessionId.length <= mostOptionCharacters)
    .slice(0, mostOptions)
    .map(({ sessionId, name, phoneNumber, health }) => ({
      text: {
        type: 'plain_text',
        text: cutText(plainNumberLabel({ phone: phoneNumber, name }, sessionId), mostOptionCharacters),
      },
      description: { type: 'plain_text', text: healthWords[health] },
      value: sessionId,
    }));
}
