import type { KnownBlock } from '@slack/types';
import type { NumberLabel } from '../../leaving/events.ts';
import type { SessionId } from '../../leaving/ids.ts';
import type { SessionFacts } from '../../leaving/ports/wasend.ts';
import { sections } from '../block-kit/mrkdwn.ts';
import { numberLabel } from '../block-kit/number-label.ts';
import { clock } from '../block-kit/times.ts';
import { healthWords } from '../modals/picker/session-options.ts';

/** A number as the Home tab tells it. */
export interface HomeNumber {
  readonly sessionId: SessionId;
  readonly label: NumberLabel;
  readonly health: SessionFacts['health'];
  /** WhatsApp limits it until then (epoch milliseconds); null while it does not. */
  readonly limitedUntil: number | null;
  readonly isDefault: boolean;
}

/** Stands for a number's name until Wasend has told it. */
export const numberBeingAsked = 'asking Wasend …';

const mostShown = 20;

/** `• +44 7700 900123 · Sales UK · connected · default` */
export function numberBlocks(numbers: readonly HomeNumber[], now: number): KnownBlock[] {
  if (numbers.length === 0) return [];
  const lines = numbers
    .slice(0, mostShown)
    .map(({ sessionId, label, health, limitedUntil, isDefault }) =>
      [
        `• ${numberLabel(label, sessionId)}`,
        healthWords[health],
        ...(limitedUntil === null ? [] : [`WhatsApp limits it until about ${clock(limitedUntil, now)}`]),
        ...(isDefault && numbers.length > 1 ? ['default'] : []),
      ].join(' · '),
    );
  const more = numbers.length - lines.length;
  return sections(['*Numbers*', ...lines, ...(more > 0 ? [`and ${more} more`] : [])]);
}
